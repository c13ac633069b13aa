import { Migration } from '@mikro-orm/migrations';

export class Migration20261128043117 extends Migration {

  override name = 'Migration20261128043117';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AuditBatch\` (\`last\` bigint unsigned not null auto_increment primary key, \`first\` bigint not null, \`keyId\` varchar(16) not null, \`signature\` varchar(128) not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}
