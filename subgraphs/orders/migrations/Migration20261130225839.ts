import { Migration } from '@mikro-orm/migrations';

export class Migration20261130225839 extends Migration {

  override name = 'Migration20261130225839';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RecallRow\` add \`tellingId\` varchar(26) null;`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_tellingId_index\` (\`tellingId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`RecallRow\` drop index \`RecallRow_tellingId_index\`;`);
    this.addSql(`alter table \`RecallRow\` drop column \`tellingId\`;`);
  }

}
