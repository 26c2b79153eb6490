"""Make vn_units.json from the published file of all administrative units of Vietnam.

    python3 directive_tracking/data/agency/build_vn_units.py full_json_generated_data_vn_units.json

Run it when units were merged or renamed; see README.md next to this file for the source.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("vn_units.json")
SOURCE = "https://github.com/thanglequoc/vietnamese-provinces-database (MIT, (c) Thang Le Quoc)"
PROVINCE_KINDS = {1: "thanh_pho", 2: "tinh"}
COMMUNE_KINDS = {3: "phuong", 4: "xa", 5: "dac_khu"}


def compact(provinces):
    """Keep code, kind and name of every province and of its commune-level units."""
    return [
        {
            "code": province["Code"],
            "kind": PROVINCE_KINDS[province["AdministrativeUnitId"]],
            "name": province["Name"],
            "units": [
                [unit["Code"], COMMUNE_KINDS[unit["AdministrativeUnitId"]], unit["Name"]]
                for unit in province["Wards"]
            ],
        }
        for province in provinces
    ]


def dumps(provinces):
    """Write one unit per line, so that a new version can be compared with the old one."""
    text = json.dumps({"source": SOURCE, "provinces": provinces}, ensure_ascii=False)
    text = text.replace("]]}, ", "]\n]},\n").replace("]]}]}", "]\n]}\n]}\n")
    return text.replace('"units": [[', '"units": [\n[').replace("], [", "],\n[")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    TARGET.write_text(dumps(compact(json.loads(Path(sys.argv[1]).read_text("utf-8")))), "utf-8")
