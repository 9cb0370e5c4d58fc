import { initAll } from './nhsuk-frontend.min.js'

initAll()

// Keeps half-finished work on the server a few seconds after the last key, so that a time-out or a flat battery loses nothing.
for (const form of document.querySelectorAll('form[data-app-autosave]')) {
  const said = form.querySelector('[data-app-autosaved]')
  const stop = new AbortController()
  let timer

  const keep = async () => {
    try {
      const answer = await fetch(form.dataset.appAutosave, {
        method: 'POST',
        body: new FormData(form),
        headers: { Accept: 'application/json' },
        redirect: 'manual',
        signal: stop.signal,
      })
      if (answer.status === 204) document.dispatchEvent(new Event('app-used'))
      const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
      said.textContent = answer.status === 204 ? `Draft kept ${time}. It is not part of the plan until you save.` : 'Not kept: save now, or copy what you typed.'
    } catch {
      said.textContent = stop.signal.aborted ? '' : 'Not kept: no connection. What you typed is still on this page.'
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(keep, 4000)
  })
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    stop.abort()
  })
  // What was typed is kept before a session runs out.
  let typed = false
  form.addEventListener('input', () => { typed = true })
  document.addEventListener('app-ending', () => { if (typed) keep() })
}

for (const button of document.querySelectorAll('[data-app-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// Takes a text into the clipboard; where the browser refuses, the text is selected for copying by hand.
for (const button of document.querySelectorAll('[data-app-copy]')) {
  const text = document.getElementById(button.dataset.appCopy)
  const said = document.getElementById(`${button.dataset.appCopy}-copied`)
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.value)
      said.textContent = 'Copied.'
    } catch {
      text.select()
      said.textContent = 'Not copied: the text is selected, copy it with your keyboard.'
    }
  })
}

// Counts the time of an emergency down; the page says when it ends without this too.
for (const left of document.querySelectorAll('[data-app-until]')) {
  const words = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`
  const tick = () => {
    const minutes = Math.max(0, Math.ceil(left.dataset.appUntil / 60 - Date.now() / 60000))
    const hours = Math.floor(minutes / 60)
    left.textContent = `${hours === 0 ? '' : `${words(hours, 'hour')} `}${words(minutes % 60, 'minute')} left`
  }
  setInterval(tick, 15000)
}

// "/" goes to the box for finding a person; arrows walk through the people found. Leaves the keys alone while somebody types.
const box = document.querySelector('main input[name="q"]')
const found = [...document.querySelectorAll('[data-app-found] a.app-target')]
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]')
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return
  }
  if (event.key === '/' && !typing) {
    event.preventDefault()
    if (box) {
      box.focus()
      box.select()
    } else if (document.querySelector('a[href="/patients"]')) {
      location.assign('/patients')
    }
    return
  }
  if (found.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && (!typing || typing === box)) {
    const at = found.indexOf(document.activeElement)
    const next = at + (event.key === 'ArrowDown' ? 1 : -1)
    event.preventDefault()
    if (next < 0) {
      box?.focus()
    } else {
      found[Math.min(next, found.length - 1)].focus()
    }
  }
})
// Warns two minutes before the session ends; at its end hides the page. Other windows of the same browser count as use.
const session = document.querySelector('[data-app-session]')
if (session) {
  const warning = session.querySelector('dialog')
  const [said, stay, again] = ['said', 'stay', 'again'].map((name) => session.querySelector(`[data-app-session-${name}]`))
  const heading = warning.querySelector('h2')
  const latest = Date.now() + session.dataset.appSessionLongest * 1000
  const windows = new BroadcastChannel('epaccs-session')
  const length = session.dataset.appSessionIdle * 1000
  let end, warned

  const show = (title, words, stays) => {
    heading.textContent = title
    said.textContent = words
    stay.hidden = !stays
    again.hidden = stays
    if (!warning.open) warning.showModal()
    heading.focus()
  }
  const used = (milliseconds, tell) => {
    end = Math.min(Date.now() + milliseconds, latest)
    warned = false
    session.querySelector('[data-app-session-at]').textContent = new Date(end).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
    if (warning.open) warning.close()
    if (tell) windows.postMessage(milliseconds)
  }

  used(length, true)
  windows.addEventListener('message', (told) => used(told.data, false))
  document.addEventListener('app-used', () => used(length, true))
  warning.addEventListener('cancel', (key) => key.preventDefault())
  stay.addEventListener('submit', async (sent) => {
    sent.preventDefault()
    try {
      const answer = await fetch(stay.action, { method: 'POST', body: new FormData(stay), headers: { Accept: 'application/json' }, redirect: 'manual' })
      used((await answer.json()).idle * 1000, true)
    } catch {
      end = Date.now()
    }
  })
  setInterval(() => {
    const left = end - Date.now()
    if (left <= 0 && warned !== 'ended') {
      warned = 'ended'
      warning.classList.add('app-session__warning--ended')
      again.href = `/account/sign-in?ReturnUrl=${encodeURIComponent(location.pathname)}`
      show('You have been signed out', 'What you typed in a part of the plan was kept as a draft. Sign in again to go on.', false)
    } else if (left > 0 && left <= 120000 && !warned) {
      warned = true
      document.dispatchEvent(new Event('app-ending'))
      show('You are about to be signed out', 'You have done nothing for a while. For the safety of the people whose plans you see, you will be signed out in 2 minutes.', end < latest)
    }
  }, 1000)
}

// Passkeys: asks the server what to sign or make, the device for the answer, and sends that with the form.
for (const form of document.querySelectorAll('form[data-app-passkey]')) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) continue
  form.hidden = false
  const block = form.querySelector('[data-app-passkey-block]')
  if (block) block.hidden = false
  const said = form.querySelector('[data-app-passkey-said]')
  form.querySelector('[data-app-passkey-button]').addEventListener('click', async () => {
    said.hidden = true
    try {
      const answer = await fetch(form.dataset.appPasskeyOptions, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } })
      if (answer.ok) {
        const options = await answer.json()
        const credential = form.dataset.appPasskey === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
        form.elements.Passkey.value = JSON.stringify(credential.toJSON())
      }
      // Without an answer the page itself says what is wrong.
      form.submit()
    } catch (failure) {
      said.textContent = failure.name === 'InvalidStateError' ? 'This device holds a passkey for your account already.' : 'No passkey was used. Try again, or use another way.'
      said.hidden = false
    }
  })
}
