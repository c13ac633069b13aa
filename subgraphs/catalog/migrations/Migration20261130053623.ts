import { Migration } from '@mikro-orm/migrations';

export class Migration20261130053623 extends Migration {

  override name = 'Migration20261130053623';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Certificate\` add index \`Certificate_fileId_index\` (\`fileId\`);`);

    this.addSql(`alter table \`Inspection\` add index \`Inspection_fileId_index\` (\`fileId\`);`);
    this.addSql(`alter table \`Inspection\` add index \`Inspection_laboratory_reportNumber_index\` (\`laboratory\`, \`reportNumber\`);`);

    this.addSql(`alter table \`ToldEvent\` add index \`ToldEvent_wrongKey_index\` (\`wrongKey\`);`);
  }
}
