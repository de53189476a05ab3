/** A report as pytest writes it: nested suites, every outcome, a name with a parameter. */
export const sampleJunit = `<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests">
  <testsuite name="pytest" errors="1" failures="1" skipped="1" tests="5" time="0.42" hostname="ci.example.com">
    <testcase classname="tests.test_login" name="test_good_password" time="0.012"/>
    <testcase classname="tests.test_login" name="test_bad_password[&lt;b&gt;]" time="0.003">
      <failure message="assert 200 == 401">def test_bad_password():
&gt;       assert answer.status == 401</failure>
    </testcase>
    <testcase classname="tests.test_login" name="test_lockout" time="0.000"><skipped type="pytest.skip" message="needs a clock"/></testcase>
    <testcase classname="tests.test_routes" name="test_home" time="1,234.5"><system-out><![CDATA[<b>& not markup</b>]]></system-out></testcase>
    <testcase classname="tests.test_routes" name="test_stops"><error type="RuntimeError">no such table</error></testcase>
  </testsuite>
</testsuites>
`;

export const sampleLcov = `TN:
SF:/home/ci/build/app/routes.py
DA:1,1
DA:2,0
DA:4,12
LF:3
LH:2
end_of_record
SF:app/../app/login.py
DA:10,0
DA:11,3
LF:2
LH:1
end_of_record
`;

export const sampleCobertura = `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.6" lines-covered="3" lines-valid="5" version="7.4">
  <sources><source>/home/ci/build</source></sources>
  <packages><package name="app"><classes>
    <class name="routes.py" filename="app/routes.py"><methods/><lines><line number="1" hits="1"/><line number="2" hits="0"/><line number="4" hits="12"/></lines></class>
    <class name="login.py" filename="app/login.py"><methods/><lines><line number="10" hits="0"/><line number="11" hits="3"/></lines></class>
  </classes></package></packages>
</coverage>
`;
