import { Migration } from '@mikro-orm/migrations';

export class Migration20261129035647 extends Migration {

  override name = 'Migration20261129035647';

  override up(): void | Promise<void> {
    this.addSql(`create table \`LotSource\` (\`lotId\` varchar(64) not null, \`sourceLotId\` varchar(64) not null, primary key (\`lotId\`, \`sourceLotId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LotSource\` add index \`LotSource_sourceLotId_index\` (\`sourceLotId\`);`);

    this.addSql(`alter table \`Recall\` add \`caseId\` varchar(64) null, add \`level\` varchar(40) null, add \`hazard\` varchar(40) null, add \`caller\` varchar(40) null, add \`orderNumber\` varchar(80) null;`);
    this.addSql(`alter table \`Recall\` add index \`Recall_caseId_index\` (\`caseId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Recall\` drop index \`Recall_caseId_index\`;`);
    this.addSql(`alter table \`Recall\` drop column \`caseId\`, drop column \`level\`, drop column \`hazard\`, drop column \`caller\`, drop column \`orderNumber\`;`);
    this.addSql(`drop table if exists \`LotSource\`;`);
  }

}
