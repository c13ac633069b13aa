import { Migration } from '@mikro-orm/migrations';

export class Migration20261203064603 extends Migration {

  override name = 'Migration20261203064603';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`SupervisionCheck\` add \`openSinceMs\` bigint null;`);
    this.addSql(`update \`SupervisionCheck\` set \`openSinceMs\` = \`doneAtMs\` where \`state\` = 'breached';`);
    this.addSql(`alter table \`SupervisionCheck\` add index \`SupervisionCheck_measureId_index\` (\`measureId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`SupervisionCheck\` drop index \`SupervisionCheck_measureId_index\`;`);
  }

}
