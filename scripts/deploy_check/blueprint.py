"""The part of Render's Blueprints that deploy/ uses, written down from Render's documentation. It is stricter than
Render: whatever it does not name is refused, so a misspelt field is found. It is not Render's own schema."""


def only(required, **properties):
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def one_of(*values):
    return {"enum": list(values)}


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
REGION = one_of("oregon", "ohio", "virginia", "frankfurt", "singapore")

FROM_SERVICE = only(
    ["type", "name"],
    type=one_of("web", "pserv", "worker", "keyvalue"),
    name=TEXT,
    property=one_of("host", "port", "hostport", "connectionString"),
    envVarKey=TEXT,
)
FROM_SERVICE |= {"oneOf": [{"required": ["property"]}, {"required": ["envVarKey"]}]}

VARIABLE = only(["key"], key={"pattern": "^[A-Z][A-Z0-9_]*$"}, value=TEXT, sync={"const": False}, fromService=FROM_SERVICE)
VARIABLE |= {"oneOf": [{"required": [way]} for way in ("value", "sync", "fromService")]}

WEB = only(
    ["type", "name", "runtime", "dockerfilePath", "dockerContext", "region", "plan", "healthCheckPath", "envVars"],
    type={"const": "web"},
    name=TEXT,
    runtime={"const": "docker"},
    dockerfilePath=TEXT,
    dockerContext=TEXT,
    region=REGION,
    plan=one_of("starter", "standard", "pro", "pro plus", "pro max", "pro ultra"),
    numInstances=COUNT,
    healthCheckPath={"pattern": "^/"},
    maxShutdownDelaySeconds={"type": "integer", "minimum": 1, "maximum": 300},
    autoDeployTrigger=one_of("off", "commit", "checksPass"),
    disk=only(["name", "mountPath"], name=TEXT, mountPath={"pattern": "^/."}, sizeGB=COUNT),
    envVars={"type": "array", "items": VARIABLE},
)

KEY_VALUE = only(
    ["type", "name", "ipAllowList"],
    type={"const": "keyvalue"},
    name=TEXT,
    region=REGION,
    plan=one_of("free", "starter", "standard", "pro", "pro plus"),
    maxmemoryPolicy=one_of(
        "noeviction", "allkeys-lru", "allkeys-lfu", "allkeys-random",
        "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl",
    ),
    ipAllowList={"type": "array", "items": only(["source"], source=TEXT, description=TEXT)},
)

SERVICE = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": one_of("web", "keyvalue")},
    "if": {"properties": {"type": {"const": "web"}}},
    "then": WEB,
    "else": KEY_VALUE,
}
SHAPE = only(["services"], services={"type": "array", "minItems": 1, "items": SERVICE})
