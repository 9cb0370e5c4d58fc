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
