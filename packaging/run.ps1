# Set up what is missing and start Stembrush; arguments go to the program, without any it opens the demo song.
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment @('requirements.txt')
$arguments = @(if ($args.Count) { $args } else { 'demo' })
& (Join-Path $venv 'Scripts\stembrush.exe') @arguments
exit $LASTEXITCODE
