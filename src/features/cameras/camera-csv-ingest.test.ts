import { describe, expect, it } from 'vitest';
import { VigieError } from '#foundation/errors.ts';
import { csvTemplate, readCameraCsv } from './camera-csv-ingest.ts';

const one = (text: string) => readCameraCsv(text)[0];
const head = 'name,address,place';

describe('a list of cameras', () => {
  it('is read with commas, semicolons or tabs, in English or French, with or without a mark of order', () => {
    const english = one(`${head},latitude,longitude\nGate,rtsp://10.0.0.1/1,closed-site,49.5,5.75\n`);
    const french = one(
      '\uFEFFNom;Adresse;Lieu;Latitude;Longitude\r\nGate;rtsp://10.0.0.1/1;Site fermé;49,5;5,75\r\n',
    );
    const tabs = one(
      'name\taddress\tplace\tlatitude\tlongitude\nGate\trtsp://10.0.0.1/1\tclosed-site\t49.5\t5.75',
    );
    expect(english).toEqual({
      line: 2,
      purposes: [],
      faults: [],
      input: {
        name: 'Gate',
        source: { url: 'rtsp://10.0.0.1/1' },
        place: 'closed-site',
        position: { latitude: 49.5, longitude: 5.75 },
      },
    });
    expect(french).toEqual(english);
    expect(tabs).toEqual(english);
  });

  it('holds its own template', () => {
    for (const separator of [',', ';'] as const) {
      const text = csvTemplate(separator)
        .map((row) => row.join(separator))
        .join('\n');
      expect(one(text)?.faults).toEqual([]);
      expect(one(text)?.input.position).toMatchObject({ latitude: 49.4972, fieldOfView: 60, range: 40 });
    }
  });

  it('puts name and password where the address wants them, whatever they hold', () => {
    const row = one(
      'name,address,place,user,password\nGate,rtsp://10.0.0.1/1,closed-site,vigie,"p@ss:w/r,d"',
    );
    expect(row?.input.source?.url).toBe('rtsp://vigie:p%40ss%3Aw%2Fr%2Cd@10.0.0.1/1');
  });

  it('takes names as texts: markup, emoji, right to left', () => {
    const names = ['<b>Gate</b>', '🚧 Gate', 'بوابة', '"Quoted ""gate"""'];
    const rows = readCameraCsv(
      `${head}\n${names.map((name) => `${name},rtsp://10.0.0.1/1,closed-site`).join('\n')}`,
    );
    expect(rows.map(({ input }) => input.name)).toEqual(['<b>Gate</b>', '🚧 Gate', 'بوابة', 'Quoted "gate"']);
  });

  it.each([
    ['Gate,,closed-site', 'address', 'is required'],
    ['Gate,rtsp://10.0.0.1/1,moon', 'place', 'is no word'],
    [',rtsp://10.0.0.1/1,closed-site', 'name', 'is required'],
    ['Gate,rtsp://10.0.0.1/1,closed-site,too,many', '', 'more cells'],
  ])('%s: the fault names line and column', (line, column, words) => {
    const row = readCameraCsv(`${head}\n\nOther,rtsp://10.0.0.1/2,closed-site\n${line}\n`)[1];
    expect(row?.line).toBe(4);
    expect(row?.faults).toEqual([
      expect.objectContaining({ column, message: expect.stringContaining(words) }),
    ]);
  });

  it('a number that is none, and half a position, are faults of their cells', () => {
    const row = one(`${head},latitude,heading\nGate,rtsp://10.0.0.1/1,closed-site,49.5,north`);
    expect(row?.faults.map(({ column }) => column)).toEqual(['heading', 'longitude']);
  });

  it.each([
    ['', 'empty'],
    [head, 'no camera'],
    ['name,adress,place\nGate,a,b', 'did you mean "address"'],
    ['name,address\nGate,rtsp://a', 'columns are missing: place'],
    ['name,name,address,place\na,b,c,d', 'twice'],
    [`${head}\n"Gate,rtsp://10.0.0.1/1,closed-site`, 'not CSV'],
  ])('%j is refused whole', (text, words) => {
    const refusal = (): unknown => {
      try {
        return readCameraCsv(text);
      } catch (fault) {
        return fault;
      }
    };
    const fault = refusal();
    expect(fault).toBeInstanceOf(VigieError);
    const { message, fix } = fault as VigieError;
    expect(`${message} ${fix}`).toContain(words);
  });
});
