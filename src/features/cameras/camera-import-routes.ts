import { Type } from 'typebox';
import { csvCell, csvText } from '#foundation/csv.ts';
import { holds } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { languageOf } from '#http/language.ts';
import { csvTemplate } from './camera-csv-ingest.ts';
import { CameraImport, CameraImportInput } from './camera-import-schema.ts';
import type { CameraImportService } from './camera-import-service.ts';

const tags = ['Cameras'];

/** Cameras from a list. */
export function registerCameraImportRoutes(app: App, imports: CameraImportService): void {
  app.post(
    '/api/v1/camera-imports',
    {
      config: { permission: 'configuration:write', everyCamera: true },
      schema: {
        summary: 'Add cameras from a list (CSV)',
        description:
          'Columns: see GET /api/v1/camera-imports/template. Each row at fault is told with its line and column; passwords are never repeated.',
        tags,
        body: CameraImportInput,
        response: { 200: CameraImport },
      },
    },
    async (request) => {
      const mayWriteLaw = holds(request.principal, 'legal:write');
      const result = await imports.run(request.body, { mayWriteLaw });
      return languageOf(request) === 'fr' ? inFrench(result, app.sayInFrench) : result;
    },
  );
  app.get(
    '/api/v1/camera-imports/template',
    {
      config: { permission: 'configuration:read' },
      schema: {
        summary: 'The columns of a list of cameras, with an example',
        tags,
        querystring: Type.Object(
          { separator: Type.Optional(Type.Union([Type.Literal(','), Type.Literal(';')], { default: ',' })) },
          { additionalProperties: false },
        ),
        response: {
          200: { description: 'CSV', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    (request, reply) => {
      const separator = request.query.separator ?? ',';
      const rows = csvTemplate(separator).map((row) => row.map(csvCell));
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="cameras.csv"');
      const text = separator === ',' ? csvText(rows) : `${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;
      return `\uFEFF${text}`;
    },
  );
}

/** What is wrong with rows, for who reads French. */
function inFrench(result: CameraImport, say: App['sayInFrench']): CameraImport {
  return {
    ...result,
    rows: result.rows.map((row) => ({
      ...row,
      faults: row.faults.map(({ column, message, fix }) => ({
        column,
        message: say(message),
        ...(fix === undefined ? {} : { fix: say(fix) }),
      })),
    })),
  };
}
