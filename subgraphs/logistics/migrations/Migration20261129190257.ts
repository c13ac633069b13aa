import { Migration } from '@mikro-orm/migrations';

export class Migration20261129190257 extends Migration {

  override name = 'Migration20261129190257';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ReadingSeal\` (\`id\` varchar(26) not null, \`deviceId\` varchar(64) not null, \`hourMs\` bigint not null, \`readings\` int not null, \`celsiusMin\` double not null, \`celsiusMax\` double not null, \`digest\` varchar(64) not null, \`sealedAtMs\` bigint not null, \`checkedAtMs\` bigint null, \`fits\` tinyint(1) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ReadingSeal\` add index \`ReadingSeal_hourMs_id_index\` (\`hourMs\`, \`id\`);`);
    this.addSql(`alter table \`ReadingSeal\` add index \`ReadingSeal_checkedAtMs_hourMs_index\` (\`checkedAtMs\`, \`hourMs\`);`);
  }

}
