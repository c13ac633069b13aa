import { Migration } from '@mikro-orm/migrations';

export class Migration20261129180548 extends Migration {

  override name = 'Migration20261129180548';

  override up(): void | Promise<void> {
    this.addSql(`create table \`SignedPaper\` (\`code\` varchar(10) not null, \`kind\` varchar(40) not null, \`subject\` varchar(255) not null, \`digest\` varchar(64) not null, \`issuedAtMs\` bigint not null, \`signedAtMs\` bigint not null, \`text\` text not null, \`signature\` varchar(88) not null, \`keyId\` varchar(16) not null, primary key (\`code\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}
