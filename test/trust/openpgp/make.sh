#!/bin/bash
# Makes the keys and signatures of this folder anew with GnuPG 2.2. No private key is kept.
set -eu
cd "$(dirname "$0")"
home=$(mktemp -d)
trap 'gpgconf --homedir "$home" --kill all; rm -rf "$home"' EXIT
chmod 700 "$home"

# at TIME …: gpg as on that day, without a passphrase.
at() {
  gpg --homedir "$home" --batch --yes --quiet --no-comments --no-emit-version --pinentry-mode loopback --passphrase '' \
    --faked-system-time "$1T000000!" "${@:2}" 2>/dev/null
}
fingerprint() { at 20200102 --list-keys --with-colons "=$1" | awk -F: '/^fpr/ { print $10; exit }'; }
export_key() { at 20200102 --armor --export-options export-minimal --export "$(fingerprint "$1")" >"$1.pub.asc"; }
# sign NAME OUTPUT [OPTION…]
sign() { at 20200102 --armor --detach-sign --local-user "$(fingerprint "$1")" "${@:3}" --output "$2.sig.asc" message.txt; }
# key NAME ALGORITHM USAGE EXPIRES [OPTION…]
key() {
  at 20200101 "${@:5}" --quick-generate-key "$1" "$2" "$3" "$4"
}
both() { export_key "$1"; sign "$1" "$1"; }
# revoke_with KEYSTROKES…: answers gpg's questions.
edit() {
  printf '%s\n' "${@:2}" | gpg --homedir "$home" --quiet --no-tty --command-fd 0 --pinentry-mode loopback --passphrase '' \
    --faked-system-time 20200103T000000! --edit-key "$(fingerprint "$1")" >/dev/null 2>&1
}

printf 'kind: Ballot\nspec: { decision: approve }\n' >message.txt

key ed25519 ed25519 sign never; both ed25519
key rsa3072 rsa3072 sign never; both rsa3072
key rsa2048 rsa2048 sign never; both rsa2048
key rsa1024 rsa1024 sign never; both rsa1024
key nistp256 nistp256 sign never; both nistp256
key nistp384 nistp384 sign never; both nistp384
key nistp521 nistp521 sign never; both nistp521
key brainpool brainpoolP256r1 sign never; both brainpool
key secp256k1 secp256k1 sign never; both secp256k1
key dsa dsa2048 sign never; both dsa
key expired ed25519 sign 2021-01-01; both expired

key subkey ed25519 cert never
at 20200101 --quick-add-key "$(fingerprint subkey)" rsa3072 encr never
at 20200101 --quick-add-key "$(fingerprint subkey)" ed25519 sign never
both subkey
key expired-subkey ed25519 cert never
at 20200101 --quick-add-key "$(fingerprint expired-subkey)" ed25519 sign 2021-01-01
both expired-subkey
key revoked-subkey ed25519 cert never
at 20200101 --quick-add-key "$(fingerprint revoked-subkey)" ed25519 sign never
sign revoked-subkey revoked-subkey
edit revoked-subkey 'key 1' revkey y 2 'used a better one' '' y save
export_key revoked-subkey
key stolen-subkey ed25519 cert never
at 20200101 --quick-add-key "$(fingerprint stolen-subkey)" ed25519 sign never
sign stolen-subkey stolen-subkey
edit stolen-subkey 'key 1' revkey y 1 '' y save
export_key stolen-subkey
key revoked ed25519 sign never
sign revoked revoked
edit revoked revkey y 3 '' y save
export_key revoked
key renewed ed25519 sign 2021-01-01
sign renewed renewed
at 20200601 --quick-set-expire "$(fingerprint renewed)" 2099-01-01
export_key renewed

key sha1-self rsa3072 sign never --cert-digest-algo SHA1
both sha1-self
for hash in SHA1 SHA224 SHA256 SHA384 SHA512; do sign rsa3072 "rsa3072-$hash" --digest-algo "$hash"; done
sign ed25519 text --textmode
sign ed25519 expiring --default-sig-expire 1y
sign ed25519 notation --sig-notation 'note@office.example=read it'
sign ed25519 critical-notation --sig-notation '!note@office.example=read it'
sign ed25519 headers --comment 'approved by everybody'
sign ed25519 two --local-user "$(fingerprint nistp256)"
at 20200102 --clearsign --local-user "$(fingerprint ed25519)" --output cleartext.sig.asc message.txt
at 20200102 --armor --sign --local-user "$(fingerprint ed25519)" --output attached.sig.asc message.txt
