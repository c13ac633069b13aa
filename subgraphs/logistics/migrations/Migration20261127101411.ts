import { Migration } from '@mikro-orm/migrations';

export class Migration20261127101411 extends Migration {

  override name = 'Migration20261127101411';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add index \`CodRemittance_collectedAtMs_index\` (\`collectedAtMs\`);`);
    this.addSql(`alter table \`CodRemittance\` add index \`CodRemittance_dueAtMs_index\` (\`dueAtMs\`);`);

    this.addSql(`alter table \`Reconciliation\` add index \`Reconciliation_doneAtMs_index\` (\`doneAtMs\`);`);

    this.addSql(`alter table \`SupervisionCheck\` add index \`SupervisionCheck_createdAtMs_index\` (\`createdAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_collectedAtMs_index\`;`);
    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_dueAtMs_index\`;`);

    this.addSql(`alter table \`Reconciliation\` drop index \`Reconciliation_doneAtMs_index\`;`);

    this.addSql(`alter table \`SupervisionCheck\` drop index \`SupervisionCheck_createdAtMs_index\`;`);
  }

}
