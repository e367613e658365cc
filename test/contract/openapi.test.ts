// Contracts as a reader meets them: each row plants one fault in a document that holds, and names what is said of it.

import fc from "fast-check";
import { expect, test } from "vitest";
import { operationNamed } from "../../src/contract/find.ts";
import { openApiIn, readOpenApi } from "../../src/contract/openapi.ts";
import { readDataFile } from "../../src/document/data-file.ts";

type Json = { [key: string]: unknown };

/** A document with a little of everything, that both versions accept. */
function sound(version: string): Json {
  return {
    openapi: version,
    info: { title: "Credit", version: "2.1.0", license: { name: "MIT" } },
    servers: [{ url: "https://{region}.api.example/credit/v2", variables: { region: { default: "eu" } } }],
    security: [{ partner: ["read:reports"] }],
    tags: [{ name: "reports" }],
    paths: {
      "/reports/{id}": {
        parameters: [{ $ref: "#/components/parameters/Id" }],
        get: {
          operationId: "readReport",
          parameters: [{ name: "lang", in: "query", schema: { type: "string" }, example: { $ref: "not a reference" } }],
          responses: {
            "200": {
              description: "One.",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Report" } } },
            },
            default: { $ref: "#/components/responses/Failed" },
          },
        },
        delete: { deprecated: true, security: [{ key: [] }], responses: { "204": { description: "Gone." } } },
      },
      "/reports": {
        post: {
          operationId: "fileReport",
          "x-permissions": ["write:reports"],
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: { allOf: [{ $ref: "#/components/schemas/Report" }, { type: "object" }] } },
            },
          },
          responses: { "201": { description: "Filed." } },
          callbacks: {
            filed: { "{$request.body#/url}": { post: { responses: { "200": { description: "Heard." } } } } },
          },
        },
      },
    },
    components: {
      parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string", minLength: 1 } } },
      responses: { Failed: { description: "It did not work." } },
      schemas: {
        Report: {
          type: "object",
          required: ["id"],
          properties: {
            id: { type: "string" },
            // Names that look like keywords are names.
            $ref: { type: "string" },
            default: { $ref: "#/components/schemas/Report" },
            parent: { $ref: "#/components/schemas/Report" },
          },
          example: { $ref: 7 },
          discriminator: { propertyName: "id", mapping: { a: "#/components/schemas/Report" } },
        },
      },
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: "X-Key" },
        partner: {
          type: "oauth2",
          flows: { clientCredentials: { tokenUrl: "https://api.example/token", scopes: { "read:reports": "Read" } } },
        },
      },
    },
    "x-anything": { $ref: "https://elsewhere.example" },
  };
}

/** The document with something else at a pointer, or nothing. */
function edited(document: Json, pointer: string, value: unknown): Json {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop() ?? "";
  let at: Json = document;
  for (const key of keys) at = at[key] as Json;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return document;
}

const read = (document: unknown, name = "a.json") =>
  readOpenApi(new TextEncoder().encode(JSON.stringify(document)), name);

test.each(["3.0.3", "3.1.0"])("a document of %s that holds has no faults, and says what it offers", (version) => {
  const contract = read(sound(version));
  expect(contract.faults).toEqual([]);
  expect(contract.version).toBe(version.slice(0, 3));
  expect(
    contract.operations.map(({ id, method, path, permissions, internal, deprecated }) => [
      id,
      method,
      path,
      permissions,
      internal,
      deprecated,
    ]),
  ).toEqual([
    ["readReport", "GET", "/reports/{id}", [["read:reports"]], false, false],
    [null, "DELETE", "/reports/{id}", null, false, true],
    ["fileReport", "POST", "/reports", [["write:reports"]], false, false],
  ]);
});

const get = "/paths/~1reports~1{id}/get";
const report = "/components/schemas/Report";

/** Version, pointer, what stands there instead, and what is said: pointer, message, help. */
const planted: readonly (readonly [string, string, unknown, string, string, RegExp])[] = [
  ["3.0.3", `${get}/responses`, undefined, `${get}`, "paths./reports/{id}.get.responses is missing", /^$/],
  ["3.1.0", "/info/title", undefined, "/info", "info.title is missing", /^$/],
  [
    "3.0.3",
    `${get}/sumary`,
    "x",
    `${get}/sumary`,
    'paths./reports/{id}.get has the field "sumary", which OpenAPI 3.0 does not know here',
    /^Did you mean "summary"\?$/,
  ],
  [
    "3.1.0",
    `${get}/sumary`,
    "x",
    `${get}/sumary`,
    'paths./reports/{id}.get has the field "sumary", which OpenAPI 3.1 does not know here',
    /^Did you mean "summary"\?$/,
  ],
  [
    "3.1.0",
    "/paths/~1reports/posst",
    {},
    "/paths/~1reports/posst",
    'paths./reports has the field "posst", which OpenAPI 3.1 does not know here',
    /^Did you mean "post"\?$/,
  ],
  [
    "3.0.3",
    `${report}/nullabel`,
    true,
    `${report}/nullabel`,
    'components.schemas.Report has the field "nullabel", which OpenAPI 3.0 does not know here',
    /^Did you mean "nullable"\?$/,
  ],
  [
    "3.1.0",
    `${report}/nullable`,
    true,
    `${report}/nullable`,
    "components.schemas.Report has nullable, which only OpenAPI 3.0 knows",
    /type: \[object, "null"\]/,
  ],
  [
    "3.1.0",
    `${report}/requried`,
    ["id"],
    `${report}/requried`,
    'components.schemas.Report has the keyword "requried", which says nothing',
    /^Did you mean "required"\?$/,
  ],
  [
    "3.0.3",
    `${report}/const`,
    1,
    `${report}/const`,
    'components.schemas.Report has the field "const", which OpenAPI 3.0 does not know here',
    /enum with one value/,
  ],
  [
    "3.0.3",
    `${report}/prefixItems`,
    [],
    `${report}/prefixItems`,
    'components.schemas.Report has the field "prefixItems", which OpenAPI 3.0 does not know here',
    /OpenAPI 3\.1 knows it/,
  ],
  [
    "3.0.3",
    "/webhooks",
    {},
    "/webhooks",
    'the document has the field "webhooks", which OpenAPI 3.0 does not know here',
    /OpenAPI 3\.1 knows it/,
  ],
  [
    "3.0.3",
    `${report}/type`,
    ["object", "null"],
    `${report}/type`,
    "components.schemas.Report.type is a list, and must be text",
    /nullable: true/,
  ],
  [
    "3.0.3",
    `${report}/type`,
    "objekt",
    `${report}/type`,
    'components.schemas.Report.type is "objekt", and must be one of array, boolean, integer, number, object, string',
    /^Did you mean "object"\?$/,
  ],
  [
    "3.1.0",
    `${report}/type`,
    "objekt",
    `${report}/type`,
    'components.schemas.Report.type is "objekt", and must be one of array, boolean, integer, null, number, object, string',
    /^Did you mean "object"\?$/,
  ],
  [
    "3.1.0",
    `${report}/required`,
    "id",
    `${report}/required`,
    'components.schemas.Report.required is the text "id", and must be a list',
    /^$/,
  ],
  [
    "3.1.0",
    `${report}/minProperties`,
    -1,
    `${report}/minProperties`,
    "components.schemas.Report.minProperties is -1, and must be at least 0",
    /^$/,
  ],
  [
    "3.1.0",
    `${report}/exclusiveMinimum`,
    true,
    `${report}/exclusiveMinimum`,
    "components.schemas.Report.exclusiveMinimum is true, and must be a number",
    /^$/,
  ],
  [
    "3.0.3",
    `${get}/parameters/0/in`,
    "querry",
    `${get}/parameters/0/in`,
    'paths./reports/{id}.get.parameters[0].in is "querry", and must be one of path, query, header, cookie',
    /^Did you mean "query"\?$/,
  ],
  [
    "3.1.0",
    `${get}/parameters/0/in`,
    "querry",
    `${get}/parameters/0/in`,
    'paths./reports/{id}.get.parameters[0].in is "querry", and must be one of query, header, path, cookie',
    /^Did you mean "query"\?$/,
  ],
  [
    "3.0.3",
    `${get}/parameters/0/schema`,
    undefined,
    `${get}/parameters/0`,
    "paths./reports/{id}.get.parameters[0] has neither schema nor content",
    /Add a schema/,
  ],
  [
    "3.1.0",
    `${get}/parameters/0/schema`,
    undefined,
    `${get}/parameters/0`,
    "paths./reports/{id}.get.parameters[0] has neither schema nor content",
    /Add a schema/,
  ],
  [
    "3.0.3",
    "/components/parameters/Id/required",
    undefined,
    "/components/parameters/Id",
    "components.parameters.Id.required is missing",
    /^$/,
  ],
  [
    "3.0.3",
    "/components/securitySchemes/key/name",
    undefined,
    "/components/securitySchemes/key",
    "components.securitySchemes.key.name is missing",
    /^$/,
  ],
  [
    "3.0.3",
    "/components/securitySchemes/key/type",
    "apikey",
    "/components/securitySchemes/key/type",
    'components.securitySchemes.key.type is "apikey", and must be one of apiKey, http, oauth2, openIdConnect',
    /^Did you mean "apiKey"\?$/,
  ],
  [
    "3.0.3",
    `${get}/operationId`,
    "fileReport",
    "/paths/~1reports/post/operationId",
    'the operationId "fileReport" is taken by GET /reports/{id}',
    /own id/,
  ],
  [
    "3.1.0",
    "/components/parameters/Id/name",
    "report",
    `${get}`,
    "GET /reports/{id} does not say what {id} is",
    /name: id, in: path/,
  ],
  [
    "3.1.0",
    `${report}/properties/parent/$ref`,
    "#/components/schemas/Repot",
    `${report}/properties/parent/$ref`,
    "the reference #/components/schemas/Repot names nothing in this file",
    /There is Report/,
  ],
  [
    "3.1.0",
    `${report}/properties/parent/$ref`,
    "https://api.example/a.json",
    `${report}/properties/parent/$ref`,
    "the reference https://api.example/a.json leads out of this file",
    /Nothing is fetched/,
  ],
  [
    "3.1.0",
    `${report}/properties/parent/$ref`,
    "file:///etc/passwd",
    `${report}/properties/parent/$ref`,
    "the reference file:///etc/passwd leads out of this file",
    /Nothing is fetched/,
  ],
  [
    "3.1.0",
    `${report}/properties/parent/$ref`,
    "../report.yaml#/Report",
    `${report}/properties/parent/$ref`,
    "the reference ../report.yaml#/Report leads out of this file",
    /one file/,
  ],
  [
    "3.1.0",
    `${report}/properties/parent/$ref`,
    "#/__proto__",
    `${report}/properties/parent/$ref`,
    "the reference #/__proto__ names nothing in this file",
    /There is openapi/,
  ],
  [
    "3.1.0",
    `${report}/allOf`,
    [{ $ref: "#/components/schemas/Report" }],
    `${report}/allOf/0/$ref`,
    "the reference #/components/schemas/Report leads back to itself: what it stands for has no end",
    /circle/,
  ],
  [
    "3.0.3",
    "/components/responses/Failed",
    { $ref: "#/components/responses/Failed" },
    "/components/responses/Failed/$ref",
    "the reference #/components/responses/Failed leads back to itself: what it stands for has no end",
    /circle/,
  ],
];

test.each(planted)("%s with %s as %j", (version, at, value, pointer, message, help) => {
  const before = read(edited(sound(version), at, value)).faults;
  expect(before.map((fault) => [fault.pointer, fault.message])).toContainEqual([pointer, message]);
  const told = before.find((fault) => fault.message === message);
  expect(told?.help ?? "").toMatch(help);
});

test.each([
  [{ swagger: "2.0", info: {} }, "this is Swagger 2.0"],
  [{ openapi: "3.2.0", info: {} }, '"3.2.0" is no version of OpenAPI that is read'],
  [{ openapi: "3.1", info: {} }, '"3.1" is no version of OpenAPI that is read'],
  [{ openapi: 3.1 }, "openapi is the number 3.1, and must be text"],
  [{ info: {} }, "openapi is missing: nothing says that this is an OpenAPI document"],
  [{ openapi: "3.1.0", info: { title: "x", version: "1" } }, "paths is missing"],
  [[], "openapi is missing: nothing says that this is an OpenAPI document"],
])("%j is refused in one sentence", (document, message) => {
  expect(read(document).faults.map((fault) => fault.message)).toEqual([message]);
});

test("an operation is found by its id, by its path with values in it, and below the path of the server", () => {
  const contract = read(sound("3.1.0"));
  const found = (words: string) => operationNamed(contract, words)?.pointer ?? null;
  expect(found("readReport")).toBe(get);
  expect(found("GET /reports/{id}")).toBe(get);
  expect(found("GET /reports/{other}")).toBe(get);
  expect(found("GET /reports/4711?lang=fi")).toBe(get);
  expect(found("GET /credit/v2/reports/4711")).toBe(get);
  expect(found("GET /v1/reports/4711")).toBeNull();
  expect(found("GET /reports")).toBeNull();
  expect(found("GET /reports/")).toBeNull();
  expect(found("PATCH /reports/4711")).toBeNull();
  expect(found("__proto__")).toBeNull();
});

test("a path written out comes before one with a template, whatever their order", () => {
  const document = sound("3.1.0");
  edited(document, "/paths/~1reports~1latest", {
    get: { operationId: "latest", responses: { "200": { description: "" } } },
  });
  const contract = read(document);
  expect(operationNamed(contract, "GET /reports/latest")?.id).toBe("latest");
  expect(operationNamed(contract, "GET /reports/newest")?.id).toBe("readReport");
});

test("a fault in YAML and in JSON points at its line and column", () => {
  const yaml = 'openapi: 3.1.0\ninfo:\n  title: x\n  version: "1"\n  licence: MIT\npaths: {}\n';
  const json =
    '{\n "openapi": "3.1.0",\n "info": {\n  "title": "\\"}",\n  "version": "1",\n  "licence": "MIT" },\n "paths": {}\n}';
  for (const [name, text, column] of [
    ["a.yaml", yaml, 3],
    ["a.json", json, 3],
  ] as const) {
    const file = readDataFile(name, new TextEncoder().encode(text));
    const [fault] = openApiIn(file).faults;
    expect(fault?.help).toBe('Did you mean "license"?');
    expect(file.text?.locate(fault?.pointer ?? "", fault?.part)).toMatchObject({
      line: name === "a.yaml" ? 5 : 6,
      column,
    });
  }
});

test("every value of a JSON text is found where it stands", () => {
  const text = JSON.stringify(sound("3.1.0"), null, 2);
  const file = readDataFile("a.json", new TextEncoder().encode(text));
  const lines = text.split("\n");
  const walk = (value: unknown, pointer: string): void => {
    if (typeof value !== "object" || value === null) {
      const { line, column, endColumn } = file.text?.locate(pointer) ?? { line: 0, column: 0, endColumn: 0 };
      expect(lines[line - 1]?.slice(column - 1, endColumn - 1)).toBe(JSON.stringify(value));
      return;
    }
    for (const [key, inner] of Object.entries(value))
      walk(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  };
  walk(sound("3.1.0"), "");
});

test.each([
  ["deep", `{"openapi":"3.1.0","x":${"[".repeat(5000)}${"]".repeat(5000)}}`, "nested deeper than 64 levels"],
  ["broad", `{"openapi":"3.1.0","x":[${"1,".repeat(3000)}1]}`, "more than 2000 entries"],
  ["said twice", '{"openapi":"3.1.0","openapi":"3.0.0"}', 'the key "openapi" twice'],
  ["no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "is not UTF-8"],
  ["no JSON", '{"openapi": }', "is no JSON"],
])("JSON that is %s is refused", (_, text, why) => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  expect(readOpenApi(bytes, "a.json").faults.map(({ message }) => message)).toEqual([expect.stringContaining(why)]);
});

test("aliases that grow are refused before they do", () => {
  const bomb = `a: &a [x, x]\n${[..."bcdefghij"].map((name, at) => `${name}: &${name} [*${"abcdefghij"[at]}, *${"abcdefghij"[at]}]`).join("\n")}\n`;
  const { faults } = readOpenApi(new TextEncoder().encode(bomb), "a.yaml");
  expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining("is YAML beyond what kwanus reads")]);
});

test("no keys of a prototype are believed, and none is changed", () => {
  const text = JSON.stringify(sound("3.1.0")).replace(
    '"x-anything"',
    '"__proto__":{"x-internal":true,"polluted":1},"x-anything"',
  );
  const contract = readOpenApi(new TextEncoder().encode(text), "a.json");
  expect(contract.version).toBe("3.1");
  expect(contract.operations.some(({ internal }) => internal)).toBe(false);
  expect(({} as Json).polluted).toBeUndefined();
});

test("what is made to keep a machine busy is answered soon", () => {
  const many = 1200;
  const names = Array.from({ length: many }, (_, index) => `S${index}`);
  const chain = Object.fromEntries(
    names.map((name, index) => [name, { allOf: [{ $ref: `#/components/schemas/S${(index + 1) % many}` }] }]),
  );
  const strangers = Object.fromEntries(names.map((name) => [name, 1]));
  const wrong = Object.fromEntries(
    names.map((name) => [`/${name}`, { get: { parameters: names.slice(0, 8).map(() => ({ name: 1 })) } }]),
  );
  for (const document of [
    { ...sound("3.1.0"), components: { schemas: chain } },
    { ...sound("3.0.3"), ...strangers },
    { ...sound("3.1.0"), ...strangers },
    { ...sound("3.0.3"), paths: wrong },
    { ...sound("3.1.0"), paths: wrong },
  ]) {
    const start = performance.now();
    const { faults } = read(document);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(300);
    // Ten times what it takes, as other tests run beside it.
    expect(performance.now() - start).toBeLessThan(3000);
  }
});

test("no document makes the reader throw, and every fault has a place", () => {
  const base = JSON.stringify(sound("3.1.0"));
  const pointers: string[] = [];
  const walk = (value: unknown, pointer: string): void => {
    pointers.push(pointer);
    if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value))
        walk(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  };
  walk(JSON.parse(base), "");
  const inside = fc.constantFrom(...pointers.slice(1));
  const strange = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom({ $ref: "#" }, { $ref: "#/paths" }, { $ref: "#/%zz" }, { $ref: 3 }, [], {}, null),
  );
  fc.assert(
    fc.property(
      fc.constantFrom("3.0.3", "3.1.0"),
      fc.array(fc.tuple(inside, strange), { minLength: 1, maxLength: 3 }),
      (version, changes) => {
        const document = sound(version);
        for (const [pointer, value] of changes)
          try {
            edited(document, pointer, value);
          } catch {
            // An earlier change took the place away.
          }
        const file = readDataFile("a.json", new TextEncoder().encode(JSON.stringify(document)));
        for (const { pointer, part, message } of openApiIn(file).faults) {
          expect(message).not.toBe("");
          expect(file.text?.locate(pointer, part).line).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 150 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("a.json", "a.yaml"), (bytes, name) => {
      expect(readOpenApi(bytes, name).faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
