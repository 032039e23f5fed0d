#!/bin/sh
# Takes out of a Python environment what never runs in production, then compiles what is left.
set -eu
packages=$(echo "$1"/lib/python3*/site-packages)

find "$packages" -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
rm -rf "$packages"/airflow/example_dags "$packages"/airflow/providers/standard/example_dags
# Dates in the UI are formatted by the browser; the server knows English only.
find "$packages"/babel/locale-data -type f ! -name 'en*' ! -name root.dat -delete
find "$packages" -type f \( -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.h' -o -name '*.map' \) -delete
# Libraries under *.libs were rewritten by the wheel's maker and do not survive a strip.
find "$packages" -type f -name '*.so' ! -path '*.libs/*' -exec strip --strip-debug {} +

# Byte code is written here once: at run time the user may not, and every task would compile Airflow anew. It is
# taken on trust (unchecked-hash), so that the times of files cannot spoil it.
"$1"/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash "$packages"
