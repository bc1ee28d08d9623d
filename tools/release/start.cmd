@echo off
rem Starts Cluster Tracker. Needs Node.js 20.19 or newer from https://nodejs.org
where node >nul 2>nul || (echo Cluster Tracker needs Node.js 20.19 or newer. Install it from https://nodejs.org and open this file again. & pause & exit /b 1)
node "%~dp0start.cjs" %*
if errorlevel 1 pause
