import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ControllerStore } from './controller-store.ts';
import type { Finding } from './finding.ts';
import type { PrintPdf, ReadInventory, ReadSecurityFacts } from './ports.ts';
import { type SecurityFile, securityFile } from './security-file.ts';
import { securityFileDocument } from './security-file-document.ts';

/** What the authority that approves the system reads. */
export interface SecurityFileService {
  find(): Promise<SecurityFile>;
  /** That it was taken out is a line of the log. */
  pdf(language: 'fr' | 'en'): Promise<Uint8Array>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly inventory: ReadInventory;
  readonly controllers: ControllerStore;
  readonly findings: () => Promise<readonly Finding[]>;
  readonly readSecurityFacts: ReadSecurityFacts;
  readonly printPdf: PrintPdf;
}

/** Makes the use cases of the security file. */
export function createSecurityFileService(parts: Parts): SecurityFileService {
  const { unitOfWork, reader, audit, clock, inventory, controllers, findings, printPdf } = parts;
  const find = async (): Promise<SecurityFile> =>
    securityFile({
      facts: await parts.readSecurityFacts(reader),
      inventory: await inventory(reader),
      controller: await controllers.find(reader),
      findings: await findings(),
      nowMs: clock(),
    });
  return {
    find,
    async pdf(language) {
      const file = await find();
      await unitOfWork((tx) =>
        audit(tx, {
          action: 'security-file.export',
          subject: { kind: 'security-file', id: file.version },
          details: { format: 'pdf' },
        }),
      );
      return printPdf(securityFileDocument(file, language));
    },
  };
}
