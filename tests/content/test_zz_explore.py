import time, pytest
from tests.content.admin_addresses import addresses
pytestmark = pytest.mark.django_db
@pytest.mark.parametrize("who,what",[("administrator","amber"),("staff","amber"),("author","strict")])
def test_explore(planted, client_of, administrator, who, what, tmp_path):
    planted.people["administrator"]=administrator
    p=planted.modules[what]
    c=client_of(planted.people[who]); c.raise_request_exception=False
    t=time.time(); n=0; seen={}; errs={}
    for name,address in addresses(p):
        n+=1
        if 'logout' in name: continue
        try:
            r=c.get(address)
            body=b"".join(r.streaming_content) if r.streaming else r.content
        except Exception as e:
            errs[address]=repr(e)[:200]; continue
        if r.status_code>=500: errs[address]=r.status_code
        if p.word.encode() in body: seen.setdefault(name,[]).append((r.status_code,address))
    with open(f"/tmp/explore-{who}.txt","w") as f:
        print(n,time.time()-t,file=f)
        for k,v in seen.items(): print(k,len(v),v[:3],file=f)
        print("ERRORS",file=f)
        for k,v in errs.items(): print(k,v,file=f)
