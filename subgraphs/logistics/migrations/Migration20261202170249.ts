import { Migration } from '@mikro-orm/migrations';

export class Migration20261202170249 extends Migration {

  override name = 'Migration20261202170249';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`SupervisionCheck\` add \`doneBy\` varchar(26) null, add \`measureId\` varchar(26) null, add \`recheckId\` varchar(26) null, add \`recheckOf\` varchar(26) null;`);
    this.addSql(`alter table \`SupervisionCheck\` add index \`SupervisionCheck_breach_settledAtMs_index\` (\`breach\`, \`settledAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`SupervisionCheck\` drop index \`SupervisionCheck_breach_settledAtMs_index\`;`);
  }

}
