import { Command } from 'commander';
import { examineMachine } from '../app/examine-machine.ts';
import { productVersion } from '../app/product-version.ts';
import { RefusalError } from '../base/result.ts';
import { columnsOf, type Terminal } from './terminal.ts';

export const doctorCommand = (terminal: Terminal): Command =>
  new Command('doctor')
    .description('look at what this machine has and lacks for Equipo')
    .option('--json', 'print the checks as JSON (docs/formats/doctor.schema.json)')
    .addHelpText('after', '\nExamples:\n  equipo doctor\n  equipo doctor --json')
    .action(async (options: { readonly json?: boolean }) => {
      const checks = await examineMachine();
      if (options.json) {
        const report = { format: 'equipo-doctor', version: 1, equipo: productVersion(), checks };
        terminal.out(`${JSON.stringify(report, null, 2)}\n`);
      } else {
        const rows = checks.map((check) => [
          check.isGood ? 'good' : check.isNeeded ? 'MISSING' : 'absent',
          check.title,
          check.isGood ? check.found : `${check.found}: ${check.remedy}`,
        ]);
        terminal.out(`${columnsOf(rows)}\n`);
      }
      const missing = checks.filter((check) => !check.isGood && check.isNeeded);
      if (missing.length > 0) {
        throw new RefusalError('machine-lacks', { what: missing.map((check) => check.title).join(', ') });
      }
    });
