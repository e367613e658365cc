// Changes planted in an OpenAPI document, as edits by JSON pointer, with what each must be called.

import type { Verdict } from "../../src/contract/compare-checks.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Values by pointer; undefined takes away. */
export type Edits = Readonly<Record<string, Json | undefined>>;

export type Planted = readonly [what: string, before: Edits, after: Edits, ...found: `${Verdict} ${string}`[]];

const json = (schema: Json): Json => ({ "application/json": { schema } });
const score = { $ref: "#/components/schemas/Score" };

/** The contract before any edit. */
export const contract: Json = {
  openapi: "3.0.3",
  info: { title: "Credit", version: "2.0.0" },
  servers: [{ url: "https://api.example/v2" }, { url: "https://eu.example/v2" }],
  security: [{ key: [] }],
  paths: {
    "/scores/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "readScore",
        parameters: [
          { name: "fields", in: "query", schema: { type: "array", items: { type: "string" } } },
          { name: "X-Trace", in: "header", schema: { type: "string" } },
        ],
        responses: {
          "200": {
            description: "The score",
            headers: { "X-Age": { required: true, schema: { type: "integer" } } },
            content: json(score),
            links: { next: { operationId: "readScore" } },
          },
          "404": { description: "None" },
        },
      },
    },
    "/scores": {
      post: {
        operationId: "makeScore",
        requestBody: { required: true, content: json(score) },
        responses: { "201": { $ref: "#/components/responses/Made" } },
        callbacks: {
          done: {
            "{$request.body#/url}": {
              post: { requestBody: { content: json(score) }, responses: { "200": { description: "Heard" } } },
            },
          },
        },
      },
    },
  },
  components: {
    responses: { Made: { description: "Made", content: json(score) } },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      login: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://id.example", scopes: { read: "" } } } },
    },
    schemas: {
      Score: {
        type: "object",
        required: ["value"],
        properties: {
          value: { type: "number", minimum: 0, maximum: 1000 },
          at: { type: "string", format: "date-time", readOnly: true },
          secret: { type: "string", writeOnly: true },
        },
      },
    },
  },
};

const one = "/paths/~1scores~1{id}";
const get = `${one}/get`;
const post = "/paths/~1scores/post";
const schema = "/components/schemas/Score";
const hooks: Edits = {
  "/openapi": "3.1.0",
  "/webhooks": {
    scored: { post: { requestBody: { content: json(score) }, responses: { "200": { description: "" } } } },
  },
};

export const planted: readonly Planted[] = [
  ["nothing", {}, {}],
  [
    "other words",
    {},
    { [`${get}/summary`]: "x", "/info/version": "2.0.1", "/tags": [{ name: "a" }], [`${get}/x-y`]: 1 },
  ],
  ["a schema that nobody refers to", {}, { "/components/schemas/Other": { type: "string" } }],
  // Operations
  ["an operation joins", {}, { [`${one}/delete`]: { responses: {} } }, "compatible operation-added"],
  ["an operation leaves", {}, { [get]: undefined }, "breaking operation-removed"],
  [
    "a deprecated operation leaves",
    { [`${get}/deprecated`]: true },
    { [get]: undefined },
    "breaking operation-removed",
  ],
  ["a path leaves", {}, { [one]: undefined }, "breaking operation-removed"],
  ["it is deprecated", {}, { [`${get}/deprecated`]: true }, "compatible became-deprecated"],
  ["it is no longer deprecated", { [`${get}/deprecated`]: true }, {}, "compatible became-undeprecated"],
  ["another name", {}, { [`${get}/operationId`]: "getScore" }, "breaking operation-id-changed"],
  ["no name", {}, { [`${get}/operationId`]: undefined }, "breaking operation-id-removed"],
  ["a name", { [`${get}/operationId`]: undefined }, {}, "compatible operation-id-added"],
  ["a word nobody knows", {}, { [`${get}/quota`]: 3 }, "undecided keyword-changed"],
  ["such a word for all", {}, { "/jsonSchemaDialect": "https://a.example" }, "undecided keyword-changed"],
  // Parameters
  [
    "a parameter of the path is called otherwise",
    {},
    {
      [one]: undefined,
      "/paths/~1scores~1{score}": {
        parameters: [{ name: "score", in: "path", required: true, schema: { type: "string" } }],
      },
      "/paths/~1scores~1{score}/get": "FROM GET",
    },
    "compatible request-path-parameter-renamed",
  ],
  [
    "an optional one joins",
    {},
    { [`${get}/parameters/2`]: { name: "q", in: "query" } },
    "compatible request-parameter-added",
  ],
  [
    "a required one joins",
    {},
    { [`${get}/parameters/2`]: { name: "q", in: "query", required: true } },
    "breaking request-parameter-added-required",
  ],
  ["one leaves", {}, { [`${get}/parameters/1`]: undefined }, "undecided request-parameter-removed"],
  ["a header is spelt otherwise", {}, { [`${get}/parameters/1/name`]: "x-trace" }],
  ["it must be there", {}, { [`${get}/parameters/0/required`]: true }, "breaking request-parameter-became-required"],
  [
    "it may be left out",
    { [`${get}/parameters/0/required`]: true },
    {},
    "compatible request-parameter-became-optional",
  ],
  ["it is deprecated too", {}, { [`${get}/parameters/0/deprecated`]: true }, "compatible request-became-deprecated"],
  ["another type", {}, { [`${get}/parameters/1/schema/type`]: "integer" }, "breaking request-type-changed"],
  ["one of the whole path", {}, { [`${one}/parameters/0/schema/maxLength`]: 9 }, "breaking request-max-length-lowered"],
  ["written otherwise", {}, { [`${get}/parameters/0/explode`]: false }, "breaking request-parameter-style-changed"],
  ["said out loud", {}, { [`${get}/parameters/0/style`]: "form", [`${get}/parameters/0/explode`]: true }],
  [
    "written otherwise, where it is the same",
    {},
    { [`${get}/parameters/1/explode`]: true },
    "compatible request-parameter-style-irrelevant",
  ],
  [
    "in another form",
    {},
    { [`${get}/parameters/1`]: { name: "X-Trace", in: "header", content: json({ type: "string" }) } },
    "breaking request-parameter-style-changed",
  ],
  ["it may be empty", {}, { [`${get}/parameters/0/allowEmptyValue`]: true }, "compatible request-empty-value-allowed"],
  [
    "it may not be empty",
    { [`${get}/parameters/0/allowEmptyValue`]: true },
    {},
    "breaking request-empty-value-refused",
  ],
  // Bodies
  ["a body joins", { [`${post}/requestBody`]: undefined }, {}, "breaking request-body-added-required"],
  [
    "an optional body joins",
    { [`${post}/requestBody`]: undefined },
    { [`${post}/requestBody/required`]: false },
    "compatible request-body-added",
  ],
  ["the body leaves", {}, { [`${post}/requestBody`]: undefined }, "undecided request-body-removed"],
  [
    "it must be there too",
    { [`${post}/requestBody/required`]: undefined },
    {},
    "breaking request-body-became-required",
  ],
  [
    "it may be left out too",
    {},
    { [`${post}/requestBody/required`]: false },
    "compatible request-body-became-optional",
  ],
  [
    "a media type that a range had promised",
    { [`${post}/requestBody/content`]: { "*/*": { schema: { type: "string" } } } },
    {
      [`${post}/requestBody/content`]: {
        "*/*": { schema: { type: "string" } },
        "text/plain": { schema: { type: "string", maxLength: 3 } },
      },
    },
    "breaking request-max-length-lowered",
  ],
  ["a media type joins", {}, { [`${post}/requestBody/content/text~1csv`]: {} }, "compatible request-media-type-added"],
  ["a media type leaves", { [`${post}/requestBody/content/text~1csv`]: {} }, {}, "breaking request-media-type-removed"],
  [
    "a range covers it",
    {},
    { [`${post}/requestBody/content`]: { "application/*": { schema: score } } },
    "compatible request-media-type-added",
  ],
  [
    "parts of it",
    {},
    { [`${post}/requestBody/content/application~1json/encoding`]: { a: { style: "form" } } },
    "undecided request-encoding-changed",
  ],
  [
    "a schema in both directions",
    {},
    { [`${schema}/properties/value/maximum`]: 900 },
    "breaking request-maximum-lowered",
    "compatible response-maximum-lowered",
  ],
  [
    "what is only read",
    {},
    { [`${schema}/properties/at`]: { type: "integer", readOnly: true } },
    "breaking response-type-changed",
  ],
  ["what is only sent", {}, { [`${schema}/properties/secret/maxLength`]: 9 }, "breaking request-max-length-lowered"],
  [
    "only read from now on",
    {},
    { [`${schema}/properties/value/readOnly`]: true },
    "undecided request-property-became-hidden",
  ],
  [
    "only sent from now on",
    {},
    { [`${schema}/properties/value/writeOnly`]: true },
    "breaking response-property-became-hidden",
  ],
  [
    "null, as 3.0 has it",
    {},
    { [`${schema}/properties/value/nullable`]: true },
    "breaking response-became-nullable",
    "compatible request-became-nullable",
  ],
  [
    "a bound as 3.0 has it",
    {},
    { [`${schema}/properties/value/exclusiveMinimum`]: true },
    "breaking request-minimum-raised",
    "compatible response-minimum-raised",
  ],
  [
    "the same in 3.1",
    { [`${schema}/properties/value`]: { type: "number", nullable: true, minimum: 0, exclusiveMinimum: true } },
    { "/openapi": "3.1.0", [`${schema}/properties/value`]: { type: ["number", "null"], exclusiveMinimum: 0 } },
  ],
  // Responses
  ["a success joins", {}, { [`${get}/responses/202`]: { description: "" } }, "undecided response-success-status-added"],
  [
    "a success leaves",
    { [`${get}/responses/202`]: { description: "" } },
    {},
    "breaking response-success-status-removed",
  ],
  [
    "its hundred covers it",
    {},
    { [`${get}/responses/200`]: undefined, [`${get}/responses/2XX`]: "FROM 200" },
    "undecided response-success-status-added",
  ],
  [
    "only a default is left of a success",
    { [`${get}/responses/default`]: "FROM 200" },
    { [`${get}/responses/default`]: "FROM 200", [`${get}/responses/200`]: undefined },
    "undecided response-other-status-removed",
  ],
  ["an error joins", {}, { [`${get}/responses/429`]: { description: "" } }, "compatible response-other-status-added"],
  ["an error leaves", {}, { [`${get}/responses/404`]: undefined }, "undecided response-other-status-removed"],
  [
    "a redirection joins",
    {},
    { [`${get}/responses/301`]: { description: "" } },
    "undecided response-redirect-status-added",
  ],
  [
    "what comes is no JSON",
    {},
    { [`${get}/responses/200/content`]: { "text/csv": {} } },
    "breaking response-media-type-removed",
    "compatible response-media-type-added",
  ],
  ["a header joins", {}, { [`${get}/responses/200/headers/X-New`]: {} }, "compatible response-header-added"],
  ["a header leaves", {}, { [`${get}/responses/200/headers`]: undefined }, "breaking response-header-removed-required"],
  [
    "an optional header leaves",
    { [`${get}/responses/200/headers/X-Age/required`]: false },
    { [`${get}/responses/200/headers`]: undefined },
    "undecided response-header-removed",
  ],
  [
    "a header may be missing",
    {},
    { [`${get}/responses/200/headers/X-Age/required`]: false },
    "breaking response-header-became-optional",
  ],
  [
    "a header must be there",
    { [`${get}/responses/200/headers/X-Age/required`]: false },
    {},
    "compatible response-header-became-required",
  ],
  [
    "a header of another type",
    {},
    { [`${get}/responses/200/headers/X-Age/schema/type`]: "number" },
    "breaking response-type-widened",
  ],
  [
    "a link leads elsewhere",
    {},
    { [`${get}/responses/200/links/next/operationId`]: "makeScore" },
    "undecided response-link-changed",
  ],
  [
    "behind a reference",
    {},
    { "/components/responses/Made/content/application~1json/schema": { type: "string" } },
    "breaking response-type-changed",
  ],
  // Callbacks and webhooks: what they send is read here
  [
    "an operation beside a reference leaves",
    { "/openapi": "3.1.0", "/components/pathItems": { P: {} }, "/paths/~1scores/$ref": "#/components/pathItems/P" },
    {
      "/openapi": "3.1.0",
      "/components/pathItems": { P: {} },
      "/paths/~1scores/$ref": "#/components/pathItems/P",
      [post]: undefined,
    },
    "breaking operation-removed",
  ],
  ["a callback joins", { [`${post}/callbacks`]: undefined }, {}, "compatible callback-added"],
  ["a callback leaves", {}, { [`${post}/callbacks`]: undefined }, "breaking callback-removed"],
  [
    "a callback sends something else",
    {},
    {
      [`${post}/callbacks/done/{$request.body#~1url}/post/requestBody/content/application~1json/schema`]: {
        type: "string",
      },
    },
    "breaking response-type-changed",
  ],
  [
    "a callback takes less for an answer",
    {},
    { [`${post}/callbacks/done/{$request.body#~1url}/post/responses`]: { "204": { description: "" } } },
    "breaking request-success-status-removed",
    "compatible request-success-status-added",
  ],
  ["a webhook joins", { "/openapi": "3.1.0" }, hooks, "compatible webhook-added"],
  ["a webhook leaves", hooks, { "/openapi": "3.1.0" }, "breaking webhook-removed"],
  [
    "a webhook sends more",
    hooks,
    { ...hooks, "/webhooks/scored/post/requestBody/content/text~1csv": {} },
    "compatible response-media-type-added",
  ],
  // Security and servers
  ["credentials where none were", { "/security": undefined }, {}, "breaking security-added"],
  ["no credentials", {}, { "/security": undefined }, "compatible security-relaxed"],
  ["other ones as well", {}, { "/security/1": { login: ["read"] } }, "compatible security-relaxed"],
  ["more of them", {}, { "/security/0": { key: [], login: [] } }, "breaking security-raised"],
  ["other ones instead", {}, { "/security/0": { login: [] } }, "breaking security-raised"],
  [
    "another scope",
    { "/security/0": { login: [] } },
    { "/security/0": { login: ["read"] } },
    "breaking security-raised",
  ],
  ["for one operation alone", {}, { [`${get}/security`]: [{ login: [] }] }, "breaking security-raised"],
  [
    "a permission more",
    { [`${get}/x-permissions`]: ["a"] },
    { [`${get}/x-permissions`]: ["a", "b"] },
    "breaking security-raised",
  ],
  [
    "a permission that takes the place of a scope",
    { [`${get}/security`]: [{ login: ["read"] }] },
    { [`${get}/security`]: [{ login: ["read"] }], [`${get}/x-permissions`]: ["write"] },
    "breaking security-raised",
  ],
  [
    "a permission less",
    { [`${get}/x-permissions`]: ["a", "b"] },
    { [`${get}/x-permissions`]: ["b"] },
    "compatible security-relaxed",
  ],
  ["permissions where none were named", {}, { [`${get}/x-permissions`]: ["a"] }, "undecided permissions-named"],
  ["sent otherwise", {}, { "/components/securitySchemes/key/in": "query" }, "breaking security-scheme-changed"],
  [
    "got otherwise",
    { "/security/0": { login: [] } },
    {
      "/security/0": { login: [] },
      "/components/securitySchemes/login/flows/clientCredentials/tokenUrl": "https://x.example",
    },
    "undecided security-flow-changed",
  ],
  [
    "called otherwise",
    {},
    {
      "/components/securitySchemes/key": undefined,
      "/components/securitySchemes/token": { type: "apiKey", in: "header", name: "X-Key" },
      "/security/0": { token: [] },
    },
  ],
  ["an address leaves", {}, { "/servers/1": undefined }, "undecided server-removed"],
  [
    "all addresses leave",
    {},
    { "/servers": [{ url: "https://api.example/v3" }] },
    "breaking server-moved",
    "breaking server-moved",
    "compatible server-added",
  ],
  ["an address where none was said", { "/servers": undefined }, {}, "undecided server-removed"],
  [
    "one operation moves elsewhere",
    {},
    { [`${get}/servers`]: [{ url: "https://elsewhere.example" }] },
    "breaking server-moved",
    "breaking server-moved",
    "compatible server-added",
  ],
  [
    "one path moves elsewhere",
    {},
    { "/paths/~1scores/servers": [{ url: "https://elsewhere.example" }] },
    "breaking server-moved",
    "breaking server-moved",
    "compatible server-added",
  ],
  ["an operation says the address that it had", {}, { [`${get}/servers`]: contract.servers }],
  ["an address joins", {}, { "/servers/2": { url: "https://us.example/v2" } }, "compatible server-added"],
  [
    "an address with other parts",
    {},
    { "/servers/1/variables": { region: { default: "eu" } } },
    "undecided server-changed",
  ],
];
