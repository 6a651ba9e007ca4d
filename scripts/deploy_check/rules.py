"""Rules of ours: what no schema knows, above all that the files agree with each other and with the settings."""
import ipaddress
import re
import tomllib

import yaml
from jsonschema import Draft202012Validator

from . import blueprint


def read(root, path):
    return (root / path).read_text()


def default(root, key):
    section, name = key.split(".")
    return tomllib.loads(read(root, "crates/server/config/default.toml"))[section][name]


def settings_of(root):
    """Every key, also those that have no default and stand there as comments."""
    section, keys = "", set()
    for line in read(root, "crates/server/config/default.toml").splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = f"{found[1]}."
        elif found := re.match(r"(?:# )?(\w+) = ", line):
            keys.add(section + found[1])
    return keys


def misspelt(root, variables):
    """The program refuses to start with a variable that it does not know."""
    known = settings_of(root)
    for variable in variables:
        key = variable.removeprefix("DINEQR_").lower().replace("__", ".")
        if variable.startswith("DINEQR_") and key not in known:
            yield f"{variable} is no setting"


def seconds(text):
    number, unit = re.fullmatch(r"(\d+)(s|m|ms)?", str(text)).groups()
    return int(number) * {"m": 60, "ms": 0.001}.get(unit, 1)


def compose(root, path):
    document = yaml.safe_load(read(root, path))
    services = document["services"]
    nodes = {name: one for name, one in services.items() if one["image"].startswith("dineqr:")}
    proxy = services["nginx"]["networks"]["front"]["ipv4_address"]
    subnet = ipaddress.ip_network(document["networks"]["front"]["ipam"]["config"][0]["subnet"])
    for name, one in services.items():
        for needed, how in one.get("depends_on", {}).items():
            if needed not in services:
                yield f"{name} depends on {needed}, which is not there"
            elif how["condition"] == "service_healthy" and "healthcheck" not in services[needed]:
                yield f"{name} waits for {needed} to be healthy, which has no healthcheck"
        for volume in one.get("volumes", []):
            source = volume.split(":")[0]
            if not source.startswith(".") and source not in document["volumes"]:
                yield f"{name}: no volume {source}"
        for network in one["networks"]:
            if network not in document["networks"]:
                yield f"{name}: no network {network}"
        if one.get("privileged") or one.get("cap_drop") != ["ALL"] or not one.get("read_only"):
            yield f"{name} has more rights than it needs"
        if str(one.get("user", "0")).split(":")[0] in ("0", "root"):
            yield f"{name} runs as root"
        if "restart" not in one:
            yield f"{name} does not come back"
        if "ports" in one and name != "nginx":
            yield f"{name} is published past nginx"
    for name, node in nodes.items():
        environment = node["environment"]
        yield from (f"{name}: {line}" for line in misspelt(root, environment))
        if environment["DINEQR_HTTP__TRUSTED_PROXIES"] != f"{proxy}/32":
            yield f"{name} does not trust nginx, at {proxy}, alone"
        if environment["DINEQR_CLUSTER__NODES"] != str(len(nodes)):
            yield f"{name}: DINEQR_CLUSTER__NODES is not {len(nodes)}"
        if ipaddress.ip_address(node["networks"]["front"]["ipv4_address"]) not in subnet:
            yield f"{name} is outside of {subnet}"
        if seconds(node["stop_grace_period"]) <= default(root, "http.drain_seconds"):
            yield f"{name}: stop_grace_period cuts the drain off"
    named = set(re.findall(r"^ *server (\w+):8080 .*# <- node$", read(root, "deploy/nginx.conf"), re.MULTILINE))
    if named != nodes.keys():
        yield f"nginx.conf names {sorted(named)}, not {sorted(nodes)}"


def kubernetes(root, path):
    documents = list(yaml.safe_load_all(read(root, path)))
    kinds = {one["kind"]: one for one in documents}
    names = {(one["kind"], one["metadata"]["name"]) for one in documents}
    deployment = kinds["Deployment"]["spec"]
    pod = deployment["template"]["spec"]
    (container,) = pod["containers"]
    labels = deployment["template"]["metadata"]["labels"]
    selectors = {
        "Deployment": deployment["selector"]["matchLabels"],
        "PodDisruptionBudget": kinds["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        "Service": kinds["Service"]["spec"]["selector"],
    }
    for kind, selector in selectors.items():
        if not selector.items() <= labels.items():
            yield f"the {kind} selects other pods: {selector}"
    references = [("ConfigMap", one["configMapRef"]["name"]) for one in container["envFrom"] if "configMapRef" in one]
    references += [("Secret", one["secretRef"]["name"]) for one in container["envFrom"] if "secretRef" in one]
    for rule in kinds["Ingress"]["spec"]["rules"]:
        references += [("Service", one["backend"]["service"]["name"]) for one in rule["http"]["paths"]]
    yield from (f"no {kind} {name}" for kind, name in references if (kind, name) not in names)
    variables = kinds["ConfigMap"]["data"] | kinds["Secret"]["stringData"]
    yield from misspelt(root, variables)
    if variables["DINEQR_CLUSTER__NODES"] != str(deployment["replicas"]):
        yield f"DINEQR_CLUSTER__NODES is not {deployment['replicas']}"
    probes = {"readinessProbe": "/readyz?need=store", "livenessProbe": "/healthz", "startupProbe": "/healthz"}
    for probe, wanted in probes.items():
        if container[probe]["httpGet"]["path"] != wanted:
            yield f"{probe}: {wanted} is wanted"
    spare = pod["terminationGracePeriodSeconds"] - container["lifecycle"]["preStop"]["sleep"]["seconds"]
    if spare <= default(root, "http.drain_seconds"):
        yield "terminationGracePeriodSeconds cuts the drain off"
    if deployment["strategy"]["rollingUpdate"]["maxUnavailable"] != 0:
        yield "an update takes a node away before the new one is there"
    if kinds["PodDisruptionBudget"]["spec"]["maxUnavailable"] >= deployment["replicas"]:
        yield "the PodDisruptionBudget lets every node go"
    secure = pod["securityContext"] | container["securityContext"]
    wanted = {"runAsNonRoot": True, "readOnlyRootFilesystem": True, "allowPrivilegeEscalation": False}
    if not wanted.items() <= secure.items() or secure.get("capabilities") != {"drop": ["ALL"]}:
        yield "the container has more rights than it needs"


def render(root, path):
    document = yaml.safe_load(read(root, path))
    shape = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(blueprint.SHAPE).iter_errors(document)
    ]
    if shape:
        yield from shape
        return
    services = {one["name"]: one for one in document["services"]}
    for name, one in services.items():
        variables = {variable["key"]: variable for variable in one.get("envVars", [])}
        yield from misspelt(root, variables)
        if {"PORT", "DINEQR_HTTP__LISTEN"} & variables.keys():
            yield f"{name} does not listen where Render says"
        for key, variable in variables.items():
            source = variable.get("fromService")
            if source and services.get(source["name"], {}).get("type") != source["type"]:
                yield f"{key}: no {source['type']} {source['name']}"
        if dockerfile := one.get("dockerfilePath"):
            if f"ENV DINEQR_DATA_DIR={one.get('disk', {}).get('mountPath', '/data')} " not in read(root, dockerfile):
                yield f"{name}: the disk is not where the image keeps its data"
        many = one.get("numInstances", 1)
        if many > 1 and variables.get("DINEQR_CLUSTER__NODES", {}).get("value") != str(many):
            yield f"{name}: DINEQR_CLUSTER__NODES is not {many}"
        if "disk" in one and ("numInstances" in one or "maxShutdownDelaySeconds" in one):
            yield f"{name}: Render takes neither numInstances nor maxShutdownDelaySeconds beside a disk"
        if one.get("maxShutdownDelaySeconds", 30) <= default(root, "http.drain_seconds"):
            yield f"{name}: maxShutdownDelaySeconds cuts the drain off"


def dockerfile(root, path):
    text = re.sub(r"\\\n", " ", read(root, path))
    instructions = re.findall(r"^([A-Z]+) +(.*)$", text, re.MULTILINE)
    start = max(index for index, (word, _) in enumerate(instructions) if word == "FROM")
    last = dict(instructions[start:])
    if not re.fullmatch(r"[1-9]\d*:[1-9]\d*", last.get("USER", "")):
        yield "the image's user is not a number above zero"
    if last.get("HEALTHCHECK", "").split("CMD")[-1].strip() != '["/usr/local/bin/dineqr", "health"]':
        yield "the health check is not the program's own"
    if last.get("ENTRYPOINT") != '["/usr/local/bin/dineqr"]':
        yield "the entry point is not the program"
    rust = tomllib.loads(read(root, "rust-toolchain.toml"))["toolchain"]["channel"]
    if f"FROM rust:{rust}-" not in text or f"RUSTUP_TOOLCHAIN={rust}\n" not in text:
        yield f"Rust is not {rust}, the version of rust-toolchain.toml"
    stages = re.findall(r"^FROM .* AS (\w+)$", text, re.MULTILINE)
    admitted = [line[1:] for line in read(root, ".dockerignore").splitlines() if line.startswith("!")]
    for _, arguments in (one for one in instructions if one[0] == "COPY"):
        *sources, _ = [word for word in arguments.split() if not word.startswith("--")]
        if stage := re.search(r"--from=(\w+)", arguments):
            if stage[1] not in stages:
                yield f"COPY from {stage[1]}, which is no stage"
            continue
        for source in sources:
            if not any(f"{source.rstrip('/')}/".startswith(f"{one}/") for one in admitted):
                yield f"{source} is not let in by .dockerignore"
    yield from misspelt(root, re.findall(r"\b(DINEQR_\w+)=", text))


def systemd(root, path):
    stop = re.search(r"^TimeoutStopSec=(\d+)$", read(root, path), re.MULTILINE)
    if int(stop[1]) <= default(root, "http.drain_seconds"):
        yield "TimeoutStopSec cuts the drain off"


def nginx(root, path):
    text = read(root, path)
    body = re.search(r"client_max_body_size (\d+)m;", text)
    if int(body[1]) * 1024 * 1024 != default(root, "http.import_limit"):
        yield "client_max_body_size is not http.import_limit"
    patience = re.search(r"proxy_read_timeout (\w+);", text)
    if seconds(patience[1]) <= default(root, "http.request_timeout_seconds"):
        yield "proxy_read_timeout is over before a node's own"
    # 30 seconds: CLOSE_AFTER and LOOK_EVERY of crates/server/src/serve.rs.
    if seconds(re.search(r"keepalive 64;\s+keepalive_timeout (\w+);", text)[1]) >= 30:
        yield "a node closes a kept connection before nginx does"
    if "non_idempotent" in re.sub(r"#.*", "", text):
        yield "a POST may be carried out twice"
