// Builds wwwroot/assets from Styles and nhsuk-frontend. Safe when several builds run at once: one works, the others wait.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = join(dirname(fileURLToPath(import.meta.url)), '..')
const styles = join(project, 'Styles')
const target = join(project, 'wwwroot', 'assets')
const modules = join(project, 'node_modules')
const frontend = join(modules, 'nhsuk-frontend', 'dist', 'nhsuk')
const lock = join(project, 'obj', 'assets.lock')
const outputs = ['app.js', 'nhsuk-frontend.min.js', 'app.css'].map((name) => join(target, name))

const age = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const newest = (paths) => Math.max(...paths.map(age))
const inputs = () => [
  join(project, 'package.json'),
  join(project, 'package-lock.json'),
  ...readdirSync(styles).map((name) => join(styles, name))
]
const upToDate = () => Math.min(...outputs.map(age)) >= newest(inputs())
const installed = () => age(join(modules, '.package-lock.json')) >= age(join(project, 'package-lock.json'))
const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

/** True when this process may build; false when another one did so in the meantime. */
function takeLock() {
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      return !upToDate() || !installed()
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    // A build that was killed leaves its lock behind; five minutes is far longer than any build takes.
    if (existsSync(lock) && Date.now() - age(lock) > 300_000) rmSync(lock, { recursive: true, force: true })
    sleep(200)
  }
}

function install() {
  const result = spawnSync('npm', ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'], {
    cwd: project,
    shell: process.platform === 'win32',
    encoding: 'utf8'
  })
  if (result.status !== 0) {
    const said = `${result.error?.message ?? ''}${result.stderr ?? ''}`.trim()
    throw new Error(`npm ci failed, so the style sheet cannot be built. ${said}`)
  }
}

async function build() {
  if (!installed()) install()
  const sass = await import(pathToFileURL(join(modules, 'sass', 'sass.node.mjs')))
  const { css } = sass.compile(join(styles, 'app.scss'), {
    style: 'compressed',
    loadPaths: [modules],
    quietDeps: true
  })
  if (/url\(["']?(https?:)?\/\//.test(css)) throw new Error('The style sheet fetches something from another host.')

  mkdirSync(target, { recursive: true })
  cpSync(join(frontend, 'assets', 'images'), join(target, 'images'), {
    recursive: true,
    filter: (path) => !path.endsWith('opengraph-image.png')
  })
  cpSync(join(styles, 'app.js'), outputs[0])
  const script = readFileSync(join(frontend, 'nhsuk-frontend.min.js'), 'utf8')
  write(outputs[1], script.replace(/\/\/# sourceMappingURL=.*\s*$/, ''))
  write(outputs[2], css)
  const now = new Date()
  outputs.forEach((path) => utimesSync(path, now, now))
}

function write(path, text) {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

const mayBuild = takeLock()
try {
  if (mayBuild) await build()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(lock, { recursive: true, force: true })
}
