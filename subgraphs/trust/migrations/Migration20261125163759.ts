import { Migration } from '@mikro-orm/migrations';

export class Migration20261125163759 extends Migration {

  override name = 'Migration20261125163759';

  override up(): void | Promise<void> {
    this.addSql(`create table \`RecoveryCode\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`codeHash\` varchar(43) not null, \`usedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecoveryCode\` add unique \`RecoveryCode_accountId_codeHash_unique\` (\`accountId\`, \`codeHash\`);`);

    this.addSql(`create table \`SecondFactor\` (\`accountId\` varchar(26) not null, \`secretSealed\` text not null, \`lastStep\` int not null, \`enrolledAtMs\` bigint not null, primary key (\`accountId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`SignInChallenge\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`secretHash\` varchar(64) not null, \`enrolmentSealed\` text null, \`tries\` int not null, \`createdAtMs\` bigint not null, \`expiresAtMs\` bigint not null, \`usedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SignInChallenge\` add index \`SignInChallenge_accountId_usedAtMs_index\` (\`accountId\`, \`usedAtMs\`);`);
    this.addSql(`alter table \`SignInChallenge\` add index \`SignInChallenge_expiresAtMs_index\` (\`expiresAtMs\`);`);

    this.addSql(`create table \`UsedPassword\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`passwordHash\` varchar(255) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`UsedPassword\` add index \`UsedPassword_accountId_atMs_index\` (\`accountId\`, \`atMs\`);`);

    this.addSql(`alter table \`Account\` add \`passwordChangedAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`RecoveryCode\`;`);
    this.addSql(`drop table if exists \`SecondFactor\`;`);
    this.addSql(`drop table if exists \`SignInChallenge\`;`);
    this.addSql(`drop table if exists \`UsedPassword\`;`);

    this.addSql(`alter table \`Account\` drop column \`passwordChangedAtMs\`;`);
  }

}
