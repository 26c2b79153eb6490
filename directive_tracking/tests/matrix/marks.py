"""Words and numbers by which the matrix knows again what a reader was shown."""

SECRET = "zqx-secret"  # in records visible to agency A but not to strangers
SETTING = "zqx-setting"  # in data of administrators and the Office
PHONE = "0912000777"
