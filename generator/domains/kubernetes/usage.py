"""What kubectl asks of the arguments of each command: facts that neither `--help` nor its flags tell.

Each was tried against kubectl 1.36; `tests/test_kubectl_oracle.py` tries them again.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _paths(text: str) -> tuple[str, ...]:
    return tuple(path.strip() for path in text.split(","))


# Path -> how many arguments, at least and at most, and their name in a message.
COUNTS: Final[dict[str, tuple[int, int, str]]] = {
    **{
        f"create {kind}": (1, 1, "NAME")
        for kind in sorted(
            _words(
                "clusterrole clusterrolebinding configmap cronjob deployment ingress job namespace poddisruptionbudget "
                "priorityclass quota role rolebinding serviceaccount token"
            )
        )
    },
    **{f"create secret {kind}": (1, 1, "NAME") for kind in ("docker-registry", "generic", "tls")},
    **{f"create service {kind}": (1, 1, "NAME") for kind in ("clusterip", "externalname", "loadbalancer", "nodeport")},
    "api-resources": (0, 0, ""),
    "api-versions": (0, 0, ""),
    "attach": (1, 2, "POD"),
    "logs": (0, 2, "POD CONTAINER"),
    "completion": (1, 1, "SHELL"),
    "config rename-context": (2, 2, "CONTEXT_NAME NEW_NAME"),
    "config set": (2, 2, "PROPERTY_NAME PROPERTY_VALUE"),
    "config set-cluster": (1, 1, "NAME"),
    "config set-context": (0, 1, "NAME"),
    "config set-credentials": (1, 1, "NAME"),
    "config unset": (1, 1, "PROPERTY_NAME"),
    "config use-context": (1, 1, "CONTEXT_NAME"),
    "config view": (0, 0, ""),
    "cp": (2, 2, "SOURCE DESTINATION"),
    "explain": (1, 1, "TYPE"),
    "kustomize": (0, 1, "DIR"),
    "run": (1, 1_000, "NAME"),
    "top node": (0, 1, "NAME"),
    "top pod": (0, 1, "NAME"),
}

# Path -> the flags of which one may stand for the argument that is asked for.
NEEDS_RESOURCE: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        _paths(
            "annotate,autoscale,describe,edit,expose,label,patch,rollout history,rollout pause,rollout restart,"
            "rollout resume,rollout status,rollout undo,scale,set env,set image,set resources,set selector,"
            "set serviceaccount,set subject,wait,apply edit-last-applied,apply view-last-applied"
        ),
        ("filename", "kustomize"),
    ),
    "certificate approve": ("filename", "kustomize"),
    "certificate deny": ("filename", "kustomize"),
    "cordon": ("selector",),
    "delete": ("filename", "kustomize", "raw"),
    "drain": ("selector",),
    "exec": ("filename",),
    "get": ("filename", "kustomize", "raw"),
    "logs": ("selector",),
    "uncordon": ("selector",),
}

# Path -> groups of flags; of each group one must be given.
NEEDS_ONE_OF: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "apply": (("filename", "kustomize"),),
    "auth reconcile": (("filename", "kustomize"),),
    "create": (("filename", "kustomize", "raw", "edit"),),
    "create ingress": (("rule", "default-backend"),),
    "create job": (("image", "from"),),
    "create poddisruptionbudget": (("selector",), ("min-available", "max-unavailable")),
    "create role": (("verb",), ("resource",)),
    "create rolebinding": (("role", "clusterrole"),),
    "create clusterrole": (("verb", "aggregation-rule"), ("resource", "non-resource-url", "aggregation-rule")),
    "create secret docker-registry": (("from-file", "docker-username"),),
    "create secret tls": (("cert",), ("key",)),
    "create service clusterip": (("tcp", "clusterip"),),
    "create service loadbalancer": (("tcp",),),
    "create service nodeport": (("tcp",),),
    "diff": (("filename", "kustomize"),),
    "patch": (("patch", "patch-file"),),
    "replace": (("filename", "kustomize", "raw"),),
    "set resources": (("limits", "requests"),),
    "set subject": (("user", "group", "serviceaccount"),),
    "wait": (("for",),),
}

# Path -> flags that refuse each other; the first is the one to name.
CONFLICTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "create job": (("image", "from"),),
    "create rolebinding": (("role", "clusterrole"),),
    "delete": (("filename", "kustomize"),),
}

# Commands that refuse to act on a type without a name, and the flags that say which are meant.
NEEDS_NAME: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("autoscale", "expose"), ()),
    **dict.fromkeys(
        _paths("annotate,label,patch,scale,set env,set image,set selector"), ("all", "selector", "field-selector")
    ),
    **dict.fromkeys(
        _paths("set serviceaccount,set resources,delete,wait"), ("all", "selector", "field-selector", "raw")
    ),
}

# Commands that take names or a selector, not both.
NAME_OR_SELECTOR: Final = frozenset(_paths("annotate,delete,describe,get,label,set env,wait"))

# Commands that find nothing by name in all namespaces.
NAME_OR_NAMESPACES: Final = frozenset({"delete", "describe", "get"})

# Flags whose values are KEY=VALUE.
PAIRED: Final = {("create configmap", "from-literal"), ("create secret generic", "from-literal"), ("run", "env")}

# Commands whose arguments are TYPE [NAME…] or TYPE/NAME…
TYPED: Final = frozenset(
    _paths(
        "annotate,apply edit-last-applied,apply view-last-applied,autoscale,delete,describe,edit,expose,get,label,"
        "patch,rollout history,rollout pause,rollout restart,rollout resume,rollout status,rollout undo,scale,set env,"
        "set image,set resources,set selector,set serviceaccount,set subject,taint,wait"
    )
)

# Of these, the ones whose further arguments are changes (`a=b`, `a-`), and what one is called.
CHANGES: Final = {
    "annotate": "KEY=VALUE",
    "label": "KEY=VALUE",
    "set env": "KEY=VALUE",
    "set image": "CONTAINER=IMAGE",
    "set selector": "KEY=VALUE",
    "taint": "KEY=VALUE:EFFECT",
}

# Of these, the ones that refuse to run without a change, but for one of these flags.
NEEDS_CHANGE: Final[dict[str, tuple[str, ...]]] = {
    "annotate": ("list",),
    "label": ("list",),
    "set image": (),
    "taint": (),
}

# Arguments that name a pod unless they say another type: `pod/web` is `web`.
POD_FIRST: Final = frozenset({"attach", "debug", "exec", "logs", "port-forward"})
NODES: Final = frozenset({"cordon", "drain", "uncordon"})

# Subcommand groups that do not refuse an unknown word.
LENIENT: Final = frozenset({"certificate", "cluster-info"})

TAINT_EFFECTS: Final = ("NoSchedule", "PreferNoSchedule", "NoExecute")

# Values that kubectl 1.36 still takes, with the one to write instead.
OLD_VALUES: Final = {
    ("dry-run", ""): "client",
    ("dry-run", "true"): "client",
    ("dry-run", "false"): "none",
    ("cascade", "true"): "background",
    ("cascade", "false"): "orphan",
    ("validate", "true"): "strict",
    ("validate", "false"): "ignore",
}

# Well-known plug-ins: a command that kubectl itself has not, and no mistake.
PLUGINS: Final = _words(
    "krew ctx ns convert neat tree node-shell view-secret view-utilization who-can access-matrix konfig outdated images "
    "get-all resource-capacity sniff score stern tail trace debug-shell cert-manager argo rollouts hns kc kubesec-scan "
    "modify-secret np-viewer oidc-login passman popeye preflight rbac-lookup rbac-tool relay restart deprecations slice "
    "ssh-jump starboard trivy unused-volumes view-cert virt minio cnpg hlf directpv ingress-nginx kudo kuttl "
    "operator capture df-pv doctor example exec-as fields gadget iexec ktop lineage mtail node-ssh node-restart open-svc "
    "prompt prune-unused pv-migrate resource-snapshot spy ttsum whoami linkerd istio flame cilium calico vsphere volcano"
)

# Custom resources that notes name often, so that they are not taken for a near miss of a built-in one.
CUSTOM: Final = _words(
    "gateway gateways gatewayclass gatewayclasses httproute httproutes grpcroute tcproute certificate certificates issuer "
    "issuers clusterissuer virtualservice virtualservices destinationrule serviceentry sidecar ingressroute middleware "
    "application applications app apps appproject rollout rollouts vm vms vmi vmis kv vpa verticalpodautoscaler "
    "servicemonitor servicemonitors podmonitor podmonitors prometheus prometheuses alertmanager prometheusrule "
    "prometheusrules operator operators subscription csv ksvc route routes nodepool nodepools nodeclaim nodeclaims "
    "provisioner machine machines machineset machinedeployment cluster clusters ippool ippools bgppeer felixconfiguration "
    "networkattachmentdefinition net-attach-def job.batch vcjob queue queues pg podgroup tenant workflow workflows "
    "sealedsecret sealedsecrets externalsecret secretstore backup backups restore schedule schedules volumesnapshot "
    "volumesnapshots volumesnapshotclass volumesnapshotcontent constraint constrainttemplate clusterpolicy policy policies "
    "podsecuritypolicy podsecuritypolicies psp scaledobject scaledobjects kafka kafkatopic helmrelease kustomization "
    "gitrepository targetgroupbinding crontab crontabs node-role dnsendpoint ciliumnetworkpolicy cnp ccnp bgpp"
)

# Commands that act on types of Kubernetes itself alone: an unknown word is a name where a type belongs.
BUILT_IN: Final = frozenset(
    _paths(
        "expose,rollout history,rollout pause,rollout restart,rollout resume,rollout status,rollout undo,set env,"
        "set image,set resources,set serviceaccount"
    )
)

# The type that a command is most often given, to be shown where it was left out.
TYPE_OF: Final = {
    "taint": "nodes",
    **dict.fromkeys(BUILT_IN | {"scale", "autoscale"}, "deployment"),
}

# Images and names of lessons, which no one takes for a type.
SAMPLES: Final = _words(
    "nginx httpd apache busybox alpine ubuntu mysql wordpress webapp frontend backend webserver hello world helloworld "
    "testpod nginxpod webpod nginxdeploy nginxdeployment nginxservice tomcat node-js web"
)

# What may follow a type's name in the name of a custom one: `podmonitors`, `jobsets`.
TAILS: Final = _words("s es set sets group groups class classes config configs template templates monitor monitors")
