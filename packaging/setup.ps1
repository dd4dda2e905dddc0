# Dot-sourced by run.ps1 and test.ps1: Python and a virtual environment with the pinned dependencies.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$venv = Join-Path $root '.venv'
$python = Join-Path $venv 'Scripts\python.exe'
$env:PYTHONNOUSERSITE = '1'
$env:PIP_DISABLE_PIP_VERSION_CHECK = '1'
Remove-Item Env:PYTHONHOME, Env:PYTHONPATH -ErrorAction SilentlyContinue

# Run a program and stop where it fails.
function Invoke-Step([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program $($Arguments -join ' ') failed." }
}

# Return the py launcher's option for a Python that is new enough.
function Find-Python {
    $ErrorActionPreference = 'Continue'  # what a program writes to its error stream is not an error
    foreach ($version in '3.13', '3.12', '3.11', '3.14') {
        & py "-$version" -c 'import venv' 2>$null
        if ($LASTEXITCODE -eq 0) { return "-$version" }
    }
    throw 'Stembrush needs Python 3.11 to 3.14 with its py launcher, and there is none here.'
}

function Test-Environment {
    $ErrorActionPreference = 'Continue'
    & $python -c 'import numpy, PySide6.QtCore' 2>$null
    return $LASTEXITCODE -eq 0
}

# What the environment is made from, as one text.
function Get-Fingerprint([string[]]$Pins) {
    $paths = @($Pins | ForEach-Object { Join-Path $PSScriptRoot $_ }) + (Join-Path $root 'pyproject.toml')
    return $root + (($paths | ForEach-Object { (Get-FileHash -Path $_ -Algorithm SHA256).Hash }) -join '')
}

# Make the environment from these files of pins, unless it is there and was made from the same.
function Initialize-Environment([string[]]$Pins) {
    $stamp = Join-Path $venv ".made-from-$($Pins.Count)"
    $wanted = Get-Fingerprint $Pins
    if ((Test-Path $stamp) -and ((Get-Content $stamp -Raw).Trim() -eq $wanted)) {
        if (Test-Environment) { return }
    }
    Write-Host "Setting up $venv with the pinned dependencies (some minutes, about 2 GB)"
    Invoke-Step 'py' @((Find-Python), '-m', 'venv', '--clear', $venv)
    $files = $Pins | ForEach-Object { '-r'; Join-Path $PSScriptRoot $_ }
    Invoke-Step $python (@('-m', 'pip', 'install', '-qq') + $files)
    Invoke-Step $python @('-m', 'pip', 'install', '-qq', '--no-build-isolation', '--no-deps', '--editable', $root)
    Invoke-Step $python @('-m', 'pip', 'check')
    Set-Content -Path $stamp -Value $wanted
    if ($Pins.Count -gt 1) { Set-Content -Path (Join-Path $venv '.made-from-1') -Value (Get-Fingerprint $Pins[0]) }
}
