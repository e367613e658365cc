// Scopes that bound nothing.

const unbounded = /^(?:\*|all|any|everything|everyone|unlimited|unbounded|global|none|all[- ](?:users|data|records))$/i;

/** True for a scope that names neither whose data nor which records. */
export function isUnbounded(scope: string): boolean {
  return unbounded.test(scope.trim()) || scope.includes("*");
}
