# Set up what is missing and run every check: lint, types, import contracts, all tests. Needs no sound.
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment @('requirements.txt', 'requirements-dev.txt')
Set-Location $root
$env:QT_QPA_PLATFORM = 'offscreen'
$env:OMP_WAIT_POLICY = 'PASSIVE'
$env:OPENBLAS_NUM_THREADS = '1'
$tools = Join-Path $venv 'Scripts'
$checks = [ordered]@{
    'lint'                                         = @("$tools\ruff.exe", 'check', '.')
    'format'                                       = @("$tools\ruff.exe", 'format', '--check', '.')
    'types'                                        = @("$tools\mypy.exe")
    'import contracts'                             = @("$tools\lint-imports.exe", '--no-logo')
    'tests of the core, where Qt cannot be imported' = @($python, '-m', 'pytest', '-p', 'no:pytest-qt', '-p', 'tests.without_qt', 'tests/core')
    'tests of the window and of the whole program' = @($python, '-m', 'pytest', 'tests/app', 'tests/e2e')
}
$failed = @()
foreach ($name in $checks.Keys) {
    Write-Host "`n== $name"
    $program, $arguments = $checks[$name]
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { $failed += $name }
}
if ($failed) {
    Write-Host "`nFailed: $($failed -join '; ')"
    exit 1
}
Write-Host "`nAll checks passed."
