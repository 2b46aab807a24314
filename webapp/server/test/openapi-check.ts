import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { responses: Readonly<Record<string, unknown>> }>>>
  >;
}

/** Checks real answers against the OpenAPI document that the API serves. */
export function createOpenApiCheck(document: object) {
  const { paths } = document as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, 'openapi.json');
  const validate = (pointer: string, body: unknown) => {
    const check = ajv.getSchema(`openapi.json#${pointer}`);
    if (!check) throw new Error(`OpenAPI has nothing at ${pointer}`);
    if (check(body) !== true)
      throw new Error(`${pointer}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(body)}`);
  };

  /** Throws when the document does not allow the answer. */
  return (
    method: string,
    path: string,
    answer: { status: number; contentType: string | null; body: unknown },
  ) => {
    const { status, body } = answer;
    const contentType = answer.contentType?.split(';')[0] ?? null;
    const template = Object.keys(paths).find((candidate) => matches(candidate, path));
    const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
    if (template === undefined || !operation) {
      // What the document does not know is a problem all the same.
      if (contentType !== 'application/problem+json')
        throw new Error(`${method} ${path} answers ${contentType}`);
      validate('/components/schemas/Problem', body);
      return;
    }
    const response = operation.responses[status] as { content?: object } | undefined;
    if (!response) throw new Error(`OpenAPI does not know that ${method} ${template} may answer ${status}`);
    if (!response.content) {
      if (body !== undefined) throw new Error(`${method} ${template} ${status} should have no content`);
      return;
    }
    if (contentType === null || !(contentType in response.content)) {
      throw new Error(`${method} ${template} ${status} answers ${String(contentType)}`);
    }
    const pointer = [
      'paths',
      template,
      method.toLowerCase(),
      'responses',
      status,
      'content',
      contentType,
      'schema',
    ];
    validate(`/${pointer.map((part) => encode(String(part))).join('/')}`, body);
  };
}

const encode = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Fixed paths come before those with parameters in the document, as in the router. */
function matches(template: string, path: string): boolean {
  const pattern = template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '');
}
