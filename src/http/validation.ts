import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { InvalidRequest } from './problem.ts';

const parts: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
};

/** Checks requests against TypeBox schemas: texts of addresses become numbers, bodies are taken as they are. */
const compile: FastifySchemaCompiler<TSchema> = ({ schema, httpPart = 'body' }) => {
  const validator = Compile(schema);
  return (value: unknown) => {
    const prepared =
      httpPart === 'body' ? value : converted(schema, Value.Default(schema, { ...(value as object) }));
    if (validator.Check(prepared)) return { value: prepared };
    return { error: new InvalidRequest(parts[httpPart] ?? httpPart, schema, validator.Errors(prepared)) };
  };
};

/** Texts as numbers where the schema wants some, never cut to fit: `1.5` is no whole number. */
function converted(schema: TSchema, given: unknown): unknown {
  const before = { ...(given as object) };
  const after = Value.Convert(schema, given) as Record<string, unknown>;
  const isCut = ([key, text]: [string, unknown]): boolean =>
    typeof after[key] === 'number' && Number(text) !== after[key];
  return { ...after, ...Object.fromEntries(Object.entries(before).filter(isCut)) };
}

/** Makes the server check every request against the schema of its route. */
export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler(compile);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parseJson(request, String(body), done);
  });
  // A DELETE has no body, yet some clients name a form's content type: it is no ground for a refusal.
  app.addContentTypeParser('application/x-www-form-urlencoded', (request, payload, done) => {
    if (request.method === 'DELETE') {
      payload.resume();
      payload.on('end', () => done(null, undefined));
    } else {
      done(Object.assign(new Error('Send JSON (application/json)'), { statusCode: 415 }), undefined);
    }
  });
}
