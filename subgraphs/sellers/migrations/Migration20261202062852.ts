import { Migration } from '@mikro-orm/migrations';

export class Migration20261202062852 extends Migration {

  override name = 'Migration20261202062852';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ExamSitting\` add \`fileId\` varchar(64) null;`);
    this.addSql(`alter table \`ExamSitting\` add index \`ExamSitting_fileId_index\` (\`fileId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`ExamSitting\` drop index \`ExamSitting_fileId_index\`;`);
    this.addSql(`alter table \`ExamSitting\` drop column \`fileId\`;`);
  }

}
