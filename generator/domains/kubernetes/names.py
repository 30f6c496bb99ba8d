"""Names of the Kubernetes world as they are spelt, the Korean words for them, and terms with what proves them.

Facts only. Korean names follow the localisation glossary of the Kubernetes documentation.
"""

from __future__ import annotations

from generator.knowledge import Term


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COMPONENTS = _words("""
    kubernetes kubelet kubectl kubeadm kubeconfig kube-apiserver kube-scheduler kube-controller-manager kube-proxy
    cloud-controller-manager etcd etcdctl etcdutl kube-dns coredns CoreDNS metrics-server kube-state-metrics
    kube-system kube-public kube-node-lease kube-aggregator kube-root-ca containerd cri-o CRI-O cri-dockerd
    node-exporter cluster-autoscaler external-dns cert-manager ingress-nginx nodelocaldns konnectivity apiserver
""")

# In one or two letters of a component and yet right: never reported.
TOOLS = _words("""
    kubectx kubens kubecfg kubeval kubeconform kubescape kubecost kubespray kubeflow kubelogin kubebuilder kubevirt
    kubecolor kubetail kubevela kubeless kubewarden kubebench kube-bench kube-hunter kube-vip kube-router kube-ovn
    kubesphere kubemark kubectl-neat kubernetic kubestr kubent kubecon kubeproxy kubescheduler kubeapps kubeblocks
    minikube MicroK8s k3s k3d k9s kind kops kustomize kustomization Kustomization kompose kui lens skaffold tilt
    helm helmfile tiller istio istiod istioctl linkerd envoy calico cilium flannel weave antrea canal metallb
    docker dockerd docker-compose dockerfile dockershim podman buildah skopeo runc crun crictl ctr nerdctl rkt gvisor
    grafana prometheus alertmanager kibana elasticsearch logstash fluentd fluentbit fluent-bit jaeger loki thanos
    nginx haproxy traefik redis mongodb mysql mariadb postgresql postgres rabbitmq kafka zookeeper memcached
    terraform ansible vagrant virtualbox jenkins argocd argo fluxcd github gitlab gitops knative openshift rancher
    openstack ubuntu debian centos alpine fedora busybox systemctl systemd journalctl iptables ipvs nftables
    microservice microservices kubernetes-sigs eksctl gcloud awscli kybernetes kubernan kyvernitis kyverno kuber kube
""")

KINDS = _words("""
    Pod Deployment ReplicaSet ReplicationController StatefulSet DaemonSet Job CronJob Service Ingress IngressClass
    Endpoints EndpointSlice NetworkPolicy ConfigMap Secret ServiceAccount Namespace Node PersistentVolume
    PersistentVolumeClaim StorageClass VolumeAttachment CSIDriver CSINode Role RoleBinding ClusterRole
    ClusterRoleBinding HorizontalPodAutoscaler VerticalPodAutoscaler PodDisruptionBudget ResourceQuota LimitRange
    PriorityClass RuntimeClass CustomResourceDefinition CustomResource MutatingWebhookConfiguration APIService
    ValidatingWebhookConfiguration ValidatingAdmissionPolicy CertificateSigningRequest TokenReview Lease Event
    PodSecurityPolicy PodTemplate ControllerRevision ComponentStatus SubjectAccessReview FlowSchema VolumeSnapshot
    NodePort NodePool ClusterIP LoadBalancer ExternalName HostPath emptyDir hostPath PodSpec GitOps
""")

VALUES = _words("""
    AlwaysAllow AlwaysDeny AlwaysAdmit AlwaysPullImages DefaultStorageClass EventRateLimit ImagePolicyWebhook
    LimitRanger NamespaceAutoProvision NamespaceExists NamespaceLifecycle NodeRestriction PodNodeSelector
    PodSecurity SecurityContextDeny ValidatingAdmissionWebhook MutatingAdmissionWebhook
    NoSchedule PreferNoSchedule NoExecute CrashLoopBackOff ImagePullBackOff ErrImagePull OOMKilled ContainerCreating
    ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod RollingUpdate Recreate IfNotPresent OnFailure
    ClusterFirst nodeSelector nodeAffinity podAffinity podAntiAffinity livenessProbe readinessProbe startupProbe
    initContainers containerPort targetPort nodePort matchLabels matchExpressions apiVersion metadata
    terminationGracePeriodSeconds restartPolicy imagePullPolicy imagePullSecrets serviceAccountName
    resourceVersion volumeMounts securityContext topologySpreadConstraints tolerations taint taints toleration
    port-forward api-resources api-versions cluster-info rollout autoscale set-context use-context get-contexts
    current-context set-cluster set-credentials view-config all-namespaces dry-run anti-affinity
""")

ALIASES = (
    ("쿠버네티스", "Kubernetes", "k8s"),
    ("kube-apiserver", "API 서버", "쿠버네티스 API 서버", "API server"),
    ("cloud-controller-manager", "클라우드 컨트롤러 매니저", "클라우드 컨트롤 매니저"),
    ("kube-controller-manager", "컨트롤러 매니저"),
    ("파드", "Pod", "포드", "po"),
    ("레이블", "Label", "Labels", "라벨"),
    ("어노테이션", "Annotation", "Annotations", "애너테이션"),
    ("셀렉터", "Selector"),
    ("디플로이먼트", "Deployment", "deploy"),
    ("레플리카셋", "ReplicaSet", "rs"),
    ("스테이트풀셋", "StatefulSet", "sts"),
    ("데몬셋", "DaemonSet", "ds"),
    ("레플리케이션 컨트롤러", "ReplicationController", "rc"),
    ("잡", "Job"),
    ("크론잡", "CronJob", "cj"),
    ("서비스", "Service", "svc"),
    ("서비스어카운트", "ServiceAccount", "서비스 어카운트", "sa"),
    ("인그레스", "Ingress", "ing"),
    ("인그레스클래스", "IngressClass"),
    ("엔드포인트", "Endpoints", "Endpoint", "ep"),
    ("엔드포인트슬라이스", "EndpointSlice"),
    ("네트워크폴리시", "NetworkPolicy", "네트워크 폴리시", "네트워크 정책", "netpol"),
    ("컨피그맵", "ConfigMap", "cm"),
    ("시크릿", "Secret"),
    ("네임스페이스", "Namespace", "ns"),
    ("노드", "Node", "no"),
    ("퍼시스턴트볼륨", "PersistentVolume", "퍼시스턴트 볼륨", "pv"),
    ("퍼시스턴트볼륨클레임", "PersistentVolumeClaim", "퍼시스턴트 볼륨 클레임", "pvc"),
    ("스토리지클래스", "StorageClass", "스토리지 클래스", "sc"),
    ("리소스쿼터", "ResourceQuota", "리소스 쿼터", "quota"),
    ("리밋레인지", "LimitRange", "limits"),
    ("커스텀 리소스 데피니션", "CustomResourceDefinition", "CRD"),
    ("테인트", "Taint"),
    ("톨러레이션", "Toleration"),
    ("어피니티", "Affinity"),
    ("컨트롤 플레인", "Control Plane", "컨트롤플레인"),
    ("워커 노드", "Worker Node", "워커노드"),
    ("매니페스트", "Manifest"),
    ("오브젝트", "Object", "객체"),
    ("컨테이너", "Container"),
    ("클러스터", "Cluster"),
    ("컴포넌트", "Component"),
    ("컨트롤러", "Controller"),
    ("스케줄러", "Scheduler"),
    ("볼륨", "Volume"),
    ("애드온", "Addon", "Addons"),
    ("롤아웃", "Rollout"),
    ("롤백", "Rollback"),
    ("헬름", "Helm"),
    ("도커", "Docker"),
)

# A term is proven by two of the words of its meaning: "핫스태프: … 대기 서버 …" is 핫 스탠바이.
TERMS = (
    Term("컨테이너 오케스트레이션", ("container orchestration",)),
    Term(
        "핫 스탠바이",
        ("hot standby", "핫스탠바이"),
        ("대기 서버", "대기 시스템", "대기", "즉시", "이어받", "장애", "예비"),
    ),
    Term("웜 스탠바이", ("warm standby", "웜스탠바이"), ("대기 서버", "대기 시스템", "대기", "축소", "예비", "장애")),
    Term("콜드 스탠바이", ("cold standby", "콜드스탠바이"), ("대기 서버", "대기 시스템", "대기", "수동", "예비", "꺼")),
    Term(
        "페일오버",
        ("failover", "장애 조치", "장애 극복", "장애 전환", "자동 장애 전환"),
        ("장애", "자동", "전환", "예비", "이어받", "백업"),
    ),
    Term("페일백", ("failback",), ("복구", "원래", "되돌", "장애")),
    Term("로드 밸런싱", ("load balancing", "로드밸런싱", "부하 분산"), ("부하", "분산", "트래픽", "여러 서버", "나누")),
    Term("로드 밸런서", ("load balancer", "로드밸런서"), ("부하", "분산", "트래픽", "여러 서버", "나누")),
    Term("클러스터링", ("clustering",), ("여러 서버", "하나의 시스템", "하나처럼", "묶")),
    Term(
        "오토스케일링", ("autoscaling", "오토 스케일링", "자동 확장"), ("자동", "부하", "늘리", "줄이", "확장", "개수")
    ),
    Term("롤링 업데이트", ("rolling update", "롤링업데이트"), ("순차", "점진", "하나씩", "무중단", "새 버전", "교체")),
    Term(
        "블루 그린 배포",
        ("blue-green deployment", "블루그린 배포"),
        ("두 환경", "새 버전", "전환", "트래픽", "한 번에"),
    ),
    Term("카나리 배포", ("canary deployment", "카나리 릴리스"), ("일부", "사용자", "트래픽", "새 버전", "점진")),
    Term("서킷 브레이커", ("circuit breaker", "서킷브레이커"), ("장애", "차단", "전파", "호출", "실패")),
    Term("사이드카", ("sidecar",), ("보조", "함께", "컨테이너", "파드", "주 컨테이너")),
    Term("헬스 체크", ("health check", "헬스체크"), ("상태", "확인", "주기", "정상", "응답")),
    Term("하트비트", ("heartbeat",), ("주기", "생존", "신호", "살아", "상태")),
    Term("쿼럼", ("quorum", "정족수"), ("과반", "합의", "투표", "다수")),
    Term("스플릿 브레인", ("split brain",), ("네트워크", "분리", "단절", "동시에", "주 노드", "각각")),
    Term("샤딩", ("sharding",), ("나누", "분할", "데이터베이스", "수평", "조각")),
    Term("레플리케이션", ("replication", "복제"), ("복제", "사본", "여러 서버", "동기화")),
    Term("오케스트레이션", ("orchestration",), ("자동", "배포", "관리", "확장", "컨테이너")),
    Term("서비스 메시", ("service mesh",), ("마이크로서비스", "통신", "프록시", "트래픽", "사이드카")),
    Term("리버스 프록시", ("reverse proxy",), ("앞단", "요청", "대신", "서버", "전달")),
    Term("가용 영역", ("availability zone",), ("데이터 센터", "리전", "격리", "물리")),
    Term("멱등성", ("idempotency", "idempotence"), ("여러 번", "같은 결과", "동일한 결과", "반복")),
    Term("내결함성", ("fault tolerance",), ("결함", "고장", "계속", "작동", "오류")),
    Term("고가용성", ("high availability", "HA"), ("중단", "지속", "가용", "최소화")),
    Term("프로비저닝", ("provisioning",), ("할당", "준비", "자원", "자동", "미리")),
    Term("컨테이너 런타임", ("container runtime",), ("컨테이너", "실행", "담당", "소프트웨어")),
    Term("스냅숏", ("snapshot", "스냅샷"), ("시점", "복사", "백업", "저장")),
)

SPELLINGS = {
    "쿠버네틱스": "쿠버네티스",
    "쿠버네스티": "쿠버네티스",
    "쿠버네티즈": "쿠버네티스",
    "쿠베네티스": "쿠버네티스",
    "쿠버내티스": "쿠버네티스",
    "디플로먼트": "디플로이먼트",
    "네임스패이스": "네임스페이스",
    "메니페스트": "매니페스트",
    "프로메태우스": "프로메테우스",
}
