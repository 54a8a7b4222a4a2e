@echo off
rem このファイルを台帳のフォルダ（body.toml のあるフォルダ）に置き、ダブルクリックする。
rem そのフォルダを点検し、結果を「点検結果.html」に書いて開く。通信はしない。
rem tekigo.exe は同じフォルダか、PATH の通ったフォルダに置く。

setlocal
set "FOLDER=%~dp0"
set "RESULT=%FOLDER%点検結果.html"
set "PART=%FOLDER%点検結果.part"
set "TEKIGO=tekigo.exe"
if exist "%FOLDER%tekigo.exe" set "TEKIGO=%FOLDER%tekigo.exe"

rem 末尾の「.」は、パスの最後の「\」が引用符を打ち消さないため。
"%TEKIGO%" check "%FOLDER%." --lang ja --format html > "%PART%"
set "STATUS=%ERRORLEVEL%"

if "%STATUS%"=="0" goto made
if "%STATUS%"=="1" goto made
if "%STATUS%"=="4" goto made
del "%PART%" 2>nul
echo.
echo 点検できませんでした（終了コード %STATUS%）。上の表示に、直すところが書いてあります。
echo 表示がないときは、tekigo.exe があるかを確かめてください。
pause
exit /b %STATUS%

:made
move /y "%PART%" "%RESULT%" >nul
if errorlevel 1 (
  echo 「点検結果.html」に書けませんでした。開いているときは閉じて、もう一度実行してください。
  pause
  exit /b 3
)
start "" "%RESULT%"
exit /b %STATUS%
