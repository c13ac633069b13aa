import { Migration } from '@mikro-orm/migrations';

export class Migration20261202102244 extends Migration {

  override name = 'Migration20261202102244';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add \`transferKey\` varchar(160) null, add \`saidAtMs\` bigint null, add \`contestedAtMs\` bigint null, add \`missedAtMs\` bigint null, add \`foundBy\` varchar(64) null;`);
    this.addSql(`alter table \`CodRemittance\` add unique \`CodRemittance_transferKey_unique\` (\`transferKey\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_transferKey_unique\`;`);
  }

}
