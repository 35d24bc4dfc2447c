require 'aws-sdk-core'
require 'json'
require 'net/http'
require 'rexml/document'

ENDPOINT = ENV.fetch('AWS_ENDPOINT_URL')
REGION = ENV.fetch('AWS_REGION')
POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }]
}.freeze

# Old versions of the SDK read no AWS_ENDPOINT_URL: they have to be told.
sts = Aws::STS::Client.new(endpoint: ENDPOINT, region: REGION)
puts "identity #{sts.get_caller_identity.arn}"

assumed = sts.assume_role(
  role_arn: ENV.fetch('ROLE_ARN'),
  role_session_name: 'from-ruby',
  external_id: ENV.fetch('EXTERNAL_ID'),
  serial_number: ENV.fetch('MFA_SERIAL'),
  token_code: ENV.fetch('MFA_CODE'),
  tags: [{ key: 'Team', value: 'blue' }],
  policy: POLICY.to_json
)
puts "session #{assumed.assumed_role_user.arn}"

# Calls an operation of IAM, signed by the SDK's signer: Aws::IAM::Client is in a gem of its own.
def iam(credentials, action, parameters = {})
  uri = URI("#{ENDPOINT}/")
  body = URI.encode_www_form({ Action: action, Version: '2010-05-08', **parameters })
  headers = { 'Content-Type' => 'application/x-www-form-urlencoded' }
  signer = Aws::Sigv4::Signer.new(
    service: 'iam', region: REGION, access_key_id: credentials.access_key_id,
    secret_access_key: credentials.secret_access_key, session_token: credentials.session_token
  )
  signature = signer.sign_request(http_method: 'POST', url: uri.to_s, headers: headers, body: body)
  answer = Net::HTTP.post(uri, body, headers.merge(signature.headers))
  document = REXML::Document.new(answer.body)
  ->(name) { REXML::XPath.first(document, "//*[local-name()='#{name}']").text }
end

puts "role #{iam(assumed.credentials, 'GetRole', RoleName: 'deploy').call('Arn')}"

# The role may list users; the session policy above does not let this session.
refusal = iam(assumed.credentials, 'ListUsers')
puts "refused #{refusal.call('Code')} #{refusal.call('RequestId')} #{refusal.call('Message')}"
