import { Migration } from '@mikro-orm/migrations';

export class Migration20261128114100 extends Migration {

  override name = 'Migration20261128114100';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add \`state\` varchar(40) not null default 'owed';`);
    this.addSql(`update \`CodRemittance\` set \`state\` = 'remitted' where \`remittedAtMs\` is not null;`);
    this.addSql(`update \`CodRemittance\` set \`state\` = 'reversed' where \`id\` in (select \`remittanceId\` from \`CodReversal\`);`);

    this.addSql(`alter table \`Mismatch\` add \`foundAtMs\` bigint null;`);
    this.addSql(`update \`Mismatch\` m join \`Reconciliation\` r on r.\`id\` = m.\`reconciliationId\` set m.\`foundAtMs\` = r.\`doneAtMs\`;`);

    this.addSql(`alter table \`SupervisionCheck\` add \`state\` varchar(40) not null default 'planned', add \`dueAtMs\` bigint null;`);
    this.addSql(`update \`SupervisionCheck\` set \`state\` = 'closed' where \`doneAtMs\` is not null;`);
    this.addSql(`update \`SupervisionCheck\` set \`state\` = 'breached' where \`doneAtMs\` is not null and \`breach\` = 1 and \`settledAtMs\` is null;`);
    // The end of the planned day in China: eight hours before the end of the day in UTC.
    this.addSql(`update \`SupervisionCheck\` set \`dueAtMs\` = (to_days(\`plannedFor\`) - to_days('1970-01-01') + 1) * 86400000 - 28800000;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` drop column \`state\`;`);
    this.addSql(`alter table \`Mismatch\` drop column \`foundAtMs\`;`);
    this.addSql(`alter table \`SupervisionCheck\` drop column \`state\`, drop column \`dueAtMs\`;`);
  }

}
