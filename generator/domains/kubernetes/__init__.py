"""What is known of Kubernetes."""

from __future__ import annotations

from generator.knowledge import Domain

DOMAIN = Domain(
    "Kubernetes",
    names=frozenset(
        [
            "kubernetes",
            "Kubernetes",
            "쿠버네티스",
            "kubectl",
            "Pod",
            "파드",
            "Deployment",
            "Service",
            "kubelet",
            "etcd",
            "컨테이너",
            "클러스터",
            "노드",
        ]
    ),
    aliases=(
        ("쿠버네티스", "Kubernetes", "k8s"),
        ("파드", "Pod", "Pods"),
        ("레이블", "Labels", "Label"),
        ("kube-apiserver", "API 서버"),
    ),
    sets=(("kube-apiserver", "etcd", "kube-scheduler", "kube-controller-manager", "cloud-controller-manager"),),
    programs=frozenset({"kubectl", "k", "kubeadm"}),
)
