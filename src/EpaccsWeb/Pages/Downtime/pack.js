'use strict';
(function () {
  const pack = document.getElementById('pack');
  const said = document.getElementById('said');
  const form = document.getElementById('open');
  const cards = document.getElementById('cards');
  const shut = document.getElementById('close');
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  // Why it is not to be opened now; the moments are sealed with the cards, so that changing them here opens nothing.
  const whyNot = () => {
    if (Date.now() >= Date.parse(pack.dataset.until)) {
      return 'This pack has expired and does not open any more. Make a new one, or ring the practice.';
    }
    if (Date.now() < Date.parse(pack.dataset.made) - 300000) {
      return 'The clock of this computer is wrong: it is before the moment at which the pack was made. Set it right first.';
    }
    return window.crypto && window.crypto.subtle ? '' : 'This browser cannot open the pack. Try another one.';
  };

  const close = () => {
    cards.replaceChildren();
    form.hidden = false;
    shut.hidden = true;
    said.textContent = whyNot();
  };

  const open = async (passphrase) => {
    const text = new TextEncoder();
    const typed = await crypto.subtle.importKey('raw', text.encode(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(pack.dataset.salt), iterations: Number(pack.dataset.rounds) },
      typed,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt']
    );
    const bound = `${pack.dataset.made}|${pack.dataset.until}|${pack.dataset.rounds}`;
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes(pack.dataset.nonce), additionalData: text.encode(bound) },
      key,
      bytes(document.getElementById('sealed').textContent)
    );
    return new TextDecoder().decode(plain);
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.textContent = whyNot();
    if (said.textContent) {
      return;
    }
    const box = document.getElementById('passphrase');
    said.textContent = 'Opening…';
    try {
      cards.innerHTML = await open(box.value);
      box.value = '';
      // Without the service its addresses lead nowhere; places in the pack and telephone numbers do.
      cards.querySelectorAll('form').forEach((one) => one.remove());
      cards.querySelectorAll('a[href^="/"]').forEach((one) => one.replaceWith(...one.childNodes));
      form.hidden = true;
      shut.hidden = false;
      said.textContent = '';
    } catch {
      said.textContent = 'The passphrase is wrong, or the file was changed.';
    }
  });

  shut.addEventListener('click', close);
  window.setInterval(() => whyNot() && close(), 15000);
  said.textContent = whyNot();
})();
