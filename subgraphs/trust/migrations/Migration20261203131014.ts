import { Migration } from '@mikro-orm/migrations';

export class Migration20261203131014 extends Migration {

  override name = 'Migration20261203131014';

  override up(): void | Promise<void> {
    this.addSql(`create table \`RefusalHour\` (\`id\` varchar(26) not null, \`process\` varchar(40) not null, \`hourMs\` bigint not null, \`requests\` int not null, \`refused\` mediumtext not null, \`toldAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RefusalHour\` add index \`RefusalHour_hourMs_index\` (\`hourMs\`);`);
    this.addSql(`alter table \`RefusalHour\` add unique \`RefusalHour_process_hourMs_unique\` (\`process\`, \`hourMs\`);`);

    this.addSql(`alter table \`TechnicalItem\` add \`seen\` mediumtext null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`RefusalHour\`;`);

    this.addSql(`alter table \`TechnicalItem\` drop column \`seen\`;`);
  }

}
