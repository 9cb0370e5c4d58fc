#!/bin/sh
# Makes every secret that docker-compose.yml wants, once, into a folder: make-secrets.sh FOLDER plans.example.org
# Nothing that is there is made again. The site's certificate is signed by an authority made here: replace site.crt and site.key by
# your own before anybody is let in. Keep the folder out of backups of the database.
set -eu
folder=${1:?the folder to write to}
site=${2:?the name of the site, such as plans.example.org}
umask 077
mkdir -p "$folder"
cd "$folder"

once() { [ -s "$1" ] && return 1 || return 0; }
secret() { once "$1" && openssl rand -hex 24 | tr -d '\n' >"$1" || :; }

secret owner-password
secret app-password
once anchor.key && openssl rand -base64 32 | tr -d '\n' >anchor.key || :
once print.key && openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out print.key || :

once authority.crt && openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=EpaccsWeb local authority" \
  -keyout authority.key -out authority.crt 2>/dev/null || :
certificate() {
  once "$1.crt" || return 0
  openssl req -newkey rsa:3072 -nodes -subj "/CN=$2" -keyout "$1.key" -out "$1.csr" 2>/dev/null
  printf 'subjectAltName=DNS:%s\n' "$2" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA authority.crt -CAkey authority.key -CAcreateserial -days 825 -extfile "$1.ext" -out "$1.crt" 2>/dev/null
  rm "$1.csr" "$1.ext"
}
certificate postgres postgres
certificate site "$site"

# Protects the keys of cookies. Its password lies beside it, so the folder's rights protect both.
if once keys.pfx; then
  secret DataProtection__CertificatePassword
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=EpaccsWeb keys" -keyout keys.key -out keys.crt 2>/dev/null
  openssl pkcs12 -export -inkey keys.key -in keys.crt -out keys.pfx -passout file:DataProtection__CertificatePassword
  rm keys.key keys.crt
fi

tls='SSL Mode=VerifyFull;Root Certificate=/run/secrets/authority.crt'
printf 'Host=postgres;Database=epaccs;Username=epaccs_app;Password=%s;%s' "$(cat app-password)" "$tls" >ConnectionStrings__Epaccs
printf 'Host=postgres;Database=epaccs;Username=epaccs;Password=%s;%s' "$(cat owner-password)" "$tls" >ConnectionStrings__EpaccsOwner
# The programs run as another user than this one; the folder itself keeps others out.
chmod 644 ./*
chmod 700 .
