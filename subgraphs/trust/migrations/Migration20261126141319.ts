import { Migration } from '@mikro-orm/migrations';

export class Migration20261126141319 extends Migration {

  override name = 'Migration20261126141319';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` drop index \`Complaint_filedAtMs_index\`;`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_filedAtMs_id_index\` (\`filedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_settleDueAtMs_id_index\` (\`settleDueAtMs\`, \`id\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` drop index \`Complaint_filedAtMs_id_index\`;`);
    this.addSql(`alter table \`Complaint\` drop index \`Complaint_settleDueAtMs_id_index\`;`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_filedAtMs_index\` (\`filedAtMs\`);`);
  }

}
