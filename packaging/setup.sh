# Sourced by run and test: system libraries, Python, and a virtual environment with the pinned dependencies.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONNOUSERSITE=1
PATH=${PATH//"$venv/bin:"/} # an activated environment must not be made from itself
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV

# What Qt's wheels and the sound output load from the system: library, Debian's package, and what does not work without it.
libraries='
libglib-2.0.so.0        libglib2.0-0        qt
libgthread-2.0.so.0     libglib2.0-0        qt
libdbus-1.so.3          libdbus-1-3         qt
libEGL.so.1             libegl1             qt
libGL.so.1              libgl1              qt
libfontconfig.so.1      libfontconfig1      qt
libfreetype.so.6        libfreetype6        qt
libxkbcommon.so.0       libxkbcommon0       qt
libX11-xcb.so.1         libx11-xcb1         window
libxcb-cursor.so.0      libxcb-cursor0      window
libxcb-icccm.so.4       libxcb-icccm4       window
libxcb-image.so.0       libxcb-image0       window
libxcb-keysyms.so.1     libxcb-keysyms1     window
libxcb-randr.so.0       libxcb-randr0       window
libxcb-render.so.0      libxcb-render0      window
libxcb-render-util.so.0 libxcb-render-util0 window
libxcb-shape.so.0       libxcb-shape0       window
libxcb-shm.so.0         libxcb-shm0         window
libxcb-sync.so.1        libxcb-sync1        window
libxcb-xfixes.so.0      libxcb-xfixes0      window
libxcb-xkb.so.1         libxcb-xkb1         window
libxkbcommon-x11.so.0   libxkbcommon-x11-0  window
libwayland-client.so.0  libwayland-client0  window
libwayland-cursor.so.0  libwayland-cursor0  window
libwayland-egl.so.1     libwayland-egl1     window
libportaudio.so.2       libportaudio2       sound
'

also='' # a purpose for which packages are installed where that is allowed, and which can do without

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# Print a Python that is new enough.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Print the packages that are missing for a purpose: words out of python, qt, window, sound, fonts, video.
missing_packages() {
    local known library package purpose python
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
    while read -r library package purpose; do
        [[ $library && " $1 " == *" $purpose "* && $known != *"$library"* ]] && echo "$package"
    done <<<"$libraries"
    if [[ " $1 " == *" python "* ]]; then
        if ! python=$(find_python); then
            command -v python3 >/dev/null || printf '%s\n' python3 python3-venv
        elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            "$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
        fi
    fi
    if [[ " $1 " == *" fonts "* && -z $(find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' -print -quit 2>/dev/null) ]]; then
        echo fonts-dejavu-core
    fi
    if [[ " $1 " == *" video "* ]] && ! command -v ffmpeg >/dev/null; then
        echo ffmpeg
    fi
}

# Install what is missing through apt where that is allowed; otherwise print the line that does it, and stop where the
# purpose needs it.
install_packages() {
    local packages log as_root=()
    [[ $(uname -s) == Linux ]] || return 0
    mapfile -t packages < <(missing_packages "python qt window sound fonts $also" | sort -u)
    ((${#packages[@]})) || return 0
    command -v apt-get >/dev/null || {
        say "These Debian packages, or what they are called here, are missing: ${packages[*]}"
        return 0
    }
    if [[ $(id -u) != 0 ]]; then as_root=(sudo -n); fi
    if [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null; then
        say "Installing ${packages[*]}"
        as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
        if log=$({ "${as_root[@]}" update && "${as_root[@]}" install -y --no-install-recommends "${packages[@]}"; } </dev/null 2>&1); then
            return 0
        fi
        say "That failed:" "$log"
    fi
    say "Please run this line, and then this command again:"
    say "  sudo apt-get update && sudo apt-get install -y ${packages[*]}"
    [[ -z $(missing_packages "python $1") ]] || exit 1
    say "Going on: what is missing is not needed for this."
}

# What the environment was made from.
fingerprint() {
    { echo "$root" "$("$python" -V)" && (cd "$root/packaging" && cat ../pyproject.toml "$@"); } | cksum
}

environment_works() {
    [[ -x $venv/bin/stembrush ]] && "$venv/bin/python" - 2>/dev/null <<'PYTHON'
import importlib.util
import numpy, PySide6.QtCore
assert all(importlib.util.find_spec(name) for name in ("torch", "librosa", "synctoolbox", "pyqtgraph", "app", "core"))
PYTHON
}

# Set up all that is needed for a purpose ("qt window", say), with these files of pins.
prepare() {
    local purpose=$1 python stamp pins file
    shift
    install_packages "$purpose"
    python=$(find_python) || die "Stembrush needs Python 3.11 to 3.14, and there is none here."
    stamp=$venv/.made-from-$#
    if [[ -f $stamp && $(<"$stamp") == "$(fingerprint "$@")" ]] && environment_works; then
        return
    fi
    say "Setting up $venv with the pinned dependencies (some minutes, about 2 GB)"
    "$python" -m venv --clear "$venv" || die "Python could not make a virtual environment in $venv."
    pins=()
    for file in "$@"; do pins+=(-r "$root/packaging/$file"); done
    "$venv/bin/python" -m pip install -qq "${pins[@]}" || die "The dependencies could not be installed."
    "$venv/bin/python" -m pip install -qq --no-build-isolation --no-deps --editable "$root" ||
        die "Stembrush itself could not be installed into $venv."
    "$venv/bin/python" -m pip check || die "The pinned dependencies do not fit together."
    environment_works || die "The environment in $venv does not work on this machine."
    fingerprint "$@" >"$stamp"
    if (($# > 1)); then fingerprint "$1" >"$venv/.made-from-1"; fi
}
