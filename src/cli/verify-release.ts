import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import pc from 'picocolors';
import { checkRelease } from '#app/release-files.ts';

/** `vigie verify-release`: whether a downloaded release is the one that was signed. */
export function verifyReleaseCommand(): Command {
  return new Command('verify-release')
    .summary('check the signature of a release')
    .description(
      'Check that all files of a release in a folder (package, bill of materials, SHA256SUMS, SHA256SUMS.sig, release.pub) are those that were signed; the exit code is 1 when one is not.',
    )
    .argument('<folder>', 'where the files lie')
    .option(
      '-k, --key <file>',
      'public key (PEM), got from the announcement by another way than with the files',
    )
    .action((folder: string, { key }: { readonly key?: string }) => {
      const { files, fingerprint, isKeyKnown } = checkRelease(
        folder,
        key === undefined ? undefined : readFileSync(key, 'utf8'),
      );
      for (const file of files) console.log(`${pc.green('✓')} ${file}`);
      console.log(`signed by the key with the SHA-256 ${fingerprint}`);
      if (!isKeyKnown)
        console.log(pc.yellow('This key came with the files: compare its SHA-256 with the announced one.'));
    });
}
