// The lock file with every platform in it. Where a registry holds packages of some platforms only, `npm install` leaves the
// others out, and `npm ci` then refuses the whole file, on every machine.

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
}

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/** Text of a lock file (version 3) with an entry for each optional dependency that it names and does not hold. */
export function completeLock(text: string): string {
  const lock = JSON.parse(text) as { packages: Record<string, Locked & Record<string, unknown>> };
  const added: Record<string, Record<string, unknown>> = {};
  // Only exact versions: those are the builds of one package for other platforms.
  for (const { optionalDependencies = {}, dev } of Object.values(lock.packages))
    for (const [name, version] of Object.entries(optionalDependencies))
      if (lock.packages[`node_modules/${name}`] === undefined && /^\d/.test(version))
        added[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) };
  const packages = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`;
}

/** Platform packages carry their platform in their name: `@biomejs/cli-linux-x64-musl`. */
function platformOf(name: string): Record<string, readonly string[]> {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : "glibc";
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(os === "linux" && { libc: [libc] }) };
}
