import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Tag;

public final class Recipe {
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}""";

  public static void main(String[] arguments) {
    // Endpoint, region and the user's keys come from the environment.
    try (var sts = StsClient.create()) {
      System.out.println("identity " + sts.getCallerIdentity().arn());

      var assumed =
          sts.assumeRole(
              request ->
                  request
                      .roleArn(System.getenv("ROLE_ARN"))
                      .roleSessionName("from-java")
                      .externalId(System.getenv("EXTERNAL_ID"))
                      .serialNumber(System.getenv("MFA_SERIAL"))
                      .tokenCode(System.getenv("MFA_CODE"))
                      .tags(Tag.builder().key("Team").value("blue").build())
                      .policy(POLICY));
      System.out.println("session " + assumed.assumedRoleUser().arn());

      var issued = assumed.credentials();
      var session =
          AwsSessionCredentials.create(
              issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
      try (var iam =
          IamClient.builder()
              .credentialsProvider(StaticCredentialsProvider.create(session))
              .build()) {
        var role = iam.getRole(request -> request.roleName("deploy")).role();
        System.out.println("role " + role.arn());

        // The role may list users; the session policy above does not let this session.
        try {
          iam.listUsers();
          throw new IllegalStateException("not refused");
        } catch (IamException refusal) {
          var details = refusal.awsErrorDetails();
          System.out.printf(
              "refused %s %s %s%n",
              details.errorCode(), refusal.requestId(), details.errorMessage());
        }
      }
    }
  }
}
